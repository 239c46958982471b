"""`--aligner`: an encoder breaks ties between links, and only ties; one that cannot be used is told in a sentence.

The encoder is made here. It has no training: words of one meaning share a vector, and its attention looks at the word
before, so that it can tell a reporter's Smith from a lawmaker's.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment.neural import WordAligner
from align.cli import runs, workers
from align.cli.inputs import Batch, batches
from align.cli.review import opening_of
from align.config import Pair, Settings, Typed
from align.model.segment import Segment
from align.model.span import Span

if TYPE_CHECKING:
    from tests.cli.conftest import Fails, Project

TIES = yaml.safe_load(Path(__file__).with_name("ties.yaml").read_text("utf-8"))
CASES = TIES["cases"]
GLOSSARY = yaml.safe_dump({"version": 1, "entities": TIES["glossary"]}, allow_unicode=True)
POSITIONS = 64
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Make = Callable[..., Path]


def _vocabulary() -> dict[str, str]:
    """Every token with what it means, empty for nothing."""
    meant = {word: meaning for meaning, words in TIES["meanings"].items() for word in words}
    said = "".join(case["source"] for case in CASES)
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *meant, *dict.fromkeys(said), *LETTERS]
    return {token: meant.get(token, "") for token in [*tokens, *(f"##{letter}" for letter in LETTERS)]}


def _made(folder: Path) -> Path:
    """An encoder of three layers, of which the second is the one that counts."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizerFast

    vocabulary = _vocabulary()
    size, meaning, before, place = 96, slice(0, 32), slice(32, 64), slice(64, 96)
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=size,
        num_hidden_layers=3,
        num_attention_heads=1,
        intermediate_size=8,
        max_position_embeddings=POSITIONS,
    )
    model = BertModel(config)
    meanings = list(TIES["meanings"])
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        for number, word in enumerate(vocabulary.values()):
            at = meanings.index(word) if word else len(meanings) + number % (32 - len(meanings))
            model.embeddings.word_embeddings.weight[number, at] = 4.0 if word else 0.5
        speeds = torch.pi * torch.arange(1, 17) / 16
        turns = torch.arange(POSITIONS)[:, None] * speeds
        model.embeddings.position_embeddings.weight[:, place] = torch.cat([turns.cos(), turns.sin()], 1)
        # One step back is a turn by every speed.
        back = torch.zeros(32, 32)
        for at, speed in enumerate(speeds):
            cosine, sine = speed.cos(), speed.sin()
            back[at, at], back[at, at + 16], back[at + 16, at], back[at + 16, at + 16] = cosine, sine, -sine, cosine
        model.embeddings.LayerNorm.weight.fill_(1.0)
        for number, layer in enumerate(model.encoder.layer):
            inside = layer.attention.self
            inside.query.weight[place, place] = 8 * back
            inside.key.weight[place, place] = torch.eye(32)
            inside.value.weight[before, meaning] = 0.4 * torch.eye(32)
            layer.attention.output.dense.weight[:] = torch.eye(size)
            layer.attention.output.LayerNorm.weight.fill_(1.0)
            layer.output.LayerNorm.weight.fill_(1.0)
            if number == 1:
                layer.output.LayerNorm.weight[place] = 0.0
            if number == 2:
                # What comes above the layer that counts knows nothing any more.
                layer.output.LayerNorm.weight.fill_(0.0)
    model.save_pretrained(folder)
    tokenizer = BertTokenizerFast(vocab={token: number for number, token in enumerate(vocabulary)})
    tokenizer.model_max_length = POSITIONS
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(tmp_path_factory.mktemp("encoders") / "little-bert")


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    """Each test loads its own: a folder of the same name may hold another encoder."""
    runs._word_aligner.cache_clear()


@pytest.fixture
def changed(encoder: Path, project: Project) -> Make:
    """A copy of the encoder's folder with other files: text, or None for none."""

    def make(**files: str | bytes | None) -> Path:
        folder = project.folder / "encoder"
        shutil.copytree(encoder, folder)
        for name, content in files.items():
            path = folder / name.replace("__", ".")
            if content is None:
                path.unlink()
            else:
                path.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return make


def _links(project: Project, case: dict[str, Any], *arguments: str) -> list[dict[str, Any]]:
    row = {"source": case["source"], "target": case["target"], "source_lang": case["lang"]}
    project.write("tie.jsonl", json.dumps(row, ensure_ascii=False) + "\n")
    project.write("ties.yaml", GLOSSARY)
    done = project.align("links", "tie.jsonl", "--glossary", "ties.yaml", *arguments, "--output-format", "jsonl")
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def _paired(case: dict[str, Any], links: list[dict[str, Any]]) -> list[list[Any]]:
    """The links that have both sides, as the cases write them."""
    source, target = case["source"], case["target"]
    return [
        [
            one["text"],
            source[: one["start"]].count(one["text"]),
            other["text"],
            target[: other["start"]].count(other["text"]),
        ]
        for link in links
        if (one := link["source"]) and (other := link["target"])
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_where_names_leave_several_the_encoder_decides(case: dict[str, Any], encoder: Path, project: Project) -> None:
    links = _links(project, case, "--aligner", str(encoder))
    assert _paired(case, links) == case["links"]
    told = [said for link in links for said in link["evidence"] if "the encoder aligns them: 0." in said]
    assert told


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_without_it_order_and_place_decide_or_nothing_does(case: dict[str, Any], project: Project) -> None:
    links = _links(project, case)
    assert (_paired(case, links) == case["links"]) is case["alone"]
    assert not [said for link in links for said in link["evidence"] if "encoder" in said]


# --- what it may not do ------------------------------------------------------------------------------------------


def test_the_names_own_evidence_is_not_overruled(encoder: Path, project: Project) -> None:
    # The encoder takes Kenji for a word of 金井正彰; the letters say that Masaaki Kanei is.
    case = {"lang": "ja", "source": "金井正彰局長が出た。", "target": "Masaaki Kanei and Kenji Mori left."}
    alone, asked = _links(project, case), _links(project, case, "--aligner", str(encoder))
    assert alone == asked
    assert _paired(case, asked) == [["金井正彰", 0, "Masaaki Kanei", 0]]


def test_where_the_encoder_prefers_none_the_place_decides(encoder: Path, project: Project) -> None:
    target = "The lawmaker Wang Wei and the lawmaker Wang Wei were ill."
    case = {"lang": "zh", "source": "王玮病了。", "target": target}
    assert _links(project, case) == _links(project, case, "--aligner", str(encoder))


def test_the_same_comes_of_it_every_time_and_however_many_segments_there_are(encoder: Path, project: Project) -> None:
    cases = [CASES[number % len(CASES)] for number in range(40)]
    rows = [{"source": case["source"], "target": case["target"], "source_lang": case["lang"]} for case in cases]
    project.write("many.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    project.write("ties.yaml", GLOSSARY)
    command = ("links", "many.jsonl", "--glossary", "ties.yaml", "--no-discovery", "--aligner", str(encoder))
    done = [project.align(*command, "--output-format", "jsonl") for _ in range(2)]
    assert done[0].stdout_bytes == done[1].stdout_bytes
    links = [json.loads(line) for line in done[0].stdout.splitlines()]
    for number, case in enumerate(cases, 1):
        assert _paired(case, [link for link in links if link["segment"] == str(number)]) == case["links"]


# --- how it is asked for -----------------------------------------------------------------------------------------


def test_the_signature_of_a_report_names_it_and_changes_with_its_weights(encoder: Path, changed: Make) -> None:
    there = WordAligner.of(encoder).signature
    name, _, digest = there.partition("@")
    assert (name, len(digest)) == ("little-bert", 12)
    folder = changed()
    assert WordAligner.of(folder).signature == f"encoder@{digest}"
    (folder / "model.safetensors").write_bytes((folder / "model.safetensors").read_bytes() + b" ")
    assert WordAligner.of(folder).signature != f"encoder@{digest}"


def test_a_report_says_which_encoder_decided(encoder: Path, project: Project) -> None:
    def signature(*arguments: str) -> str:
        done = project.align("check", "a.en.txt", "--source", "a.ja.txt", *arguments, "--output-format", "json")
        said: str = json.loads(done.stdout)["signature"]
        return said

    own = f"|aligner:{WordAligner.of(encoder).signature}"
    assert signature("--aligner", str(encoder)) == signature() + own
    project.write("align.toml", f'aligner = "{encoder}"\ndevice = "cpu"\n')
    assert signature().endswith(own)
    assert "aligner" not in signature("--no-aligner")


def test_the_configuration_names_it_from_its_own_folder(changed: Make, project: Project) -> None:
    changed()
    project.write("align.toml", 'aligner = "encoder"\n')
    project.write("below/b.tsv", "田中花子さん\tTanaka Hanako\n")
    shown = json.loads(project.align("config", "below", "--output-format", "json").stdout)["settings"]
    assert shown["aligner"]["value"] == "encoder"
    done = project.align("check", "below", "--output-format", "json")
    assert "|aligner:encoder@" in json.loads(done.stdout)["signature"]


def test_a_name_is_looked_up_in_the_local_cache(
    encoder: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = project.folder / "hub"
    snapshot = cache / "models--someone--little-bert" / "snapshots" / ("0" * 40)
    shutil.copytree(encoder, snapshot)
    project.write("hub/models--someone--little-bert/refs/main", "0" * 40)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(cache))
    case = CASES[0]
    assert _paired(case, _links(project, case, "--aligner", "someone/little-bert")) == case["links"]


def test_several_processes_load_it_each_and_find_the_same(encoder: Path, project: Project) -> None:
    for number in range(2):
        project.write(f"t/{number}.tsv", f"{CASES[0]['source']}\t{CASES[0]['target']}\n")
    project.write("ties.yaml", GLOSSARY)
    command = ("check", "t", "--glossary", "ties.yaml", "--no-discovery", "--aligner", str(encoder), "--quiet")
    alone = project.align(*command)
    process = project.popen(*command, "--jobs", "2", stdout=subprocess.PIPE)
    assert process.communicate(timeout=120) == (alone.stdout_bytes, b"")
    assert process.returncode == alone.exit_code


def test_unasked_one_process_alone_loads_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_MUCH", 1)
    pairs = tuple(Pair(project.write(f"{number}.tsv", "史密斯\tSmith\n")) for number in range(4))

    def number(**said: Any) -> int:
        return workers._number(Batch(Settings(**said), pairs), frozenset(), whole=True)

    assert number(aligner="someone/bert") == 1
    assert number(aligner="someone/bert", jobs=3) == 3


# --- what cannot be used -----------------------------------------------------------------------------------------


def _of(decoder: str) -> str:
    return json.dumps({"model_type": decoder, "hidden_size": 8, "num_attention_heads": 1, "num_hidden_layers": 1})


@pytest.mark.parametrize(
    ("files", "message", "hint"),
    [
        ({"config__json": None}, "encoder: there is no config.json in this folder", "name a folder"),
        ({"config__json": "{"}, "encoder/config.json: this is no JSON that can be read", "name a folder"),
        ({"config__json": "[]"}, "encoder/config.json: this says of no `model_type`", "name a folder"),
        ({"config__json": _of("gpt2")}, "encoder: a model of the type 'gpt2' is no encoder", "multilingual BERT"),
        ({"config__json": _of("t5")}, "encoder: a model of the type 't5' is no encoder", "multilingual BERT"),
        ({"config__json": _of("mine")}, "encoder: the encoder cannot be loaded: ", "name a folder"),
        ({"config__json": _of("bert")}, "encoder: the encoder cannot be loaded: ", "name a folder"),
        ({"tokenizer__json": None}, "encoder: the encoder has no tokenizer", "name a folder"),
        ({"tokenizer__json": "{}"}, "encoder: the encoder cannot be loaded: ", "name a folder"),
        ({"model__safetensors": None}, "encoder: the encoder has no weights", "name a folder"),
        ({"model__safetensors": b"\x08"}, "encoder: the encoder cannot be loaded: ", "name a folder"),
        (
            {"model__safetensors": None, "pytorch_model__bin": b"\x80\x02."},
            "encoder/pytorch_model.bin: weights in a pickle are not read",
            "model.safetensors",
        ),
        (
            {"model__safetensors": None, "model__safetensors__index__json": '{"weight_map": {"a": "b.safetensors"}}'},
            "encoder: the encoder is not complete: b.safetensors is missing",
            "name a folder",
        ),
        (
            {"model__safetensors": None, "model__safetensors__index__json": '{"weight_map": {"a": "../b"}}'},
            "encoder/model.safetensors.index.json: this names a file outside the folder",
            "name a folder",
        ),
    ],
)
def test_a_folder_that_is_no_encoder_is_told(
    files: dict[str, str | bytes | None], message: str, hint: str, changed: Make, fails: Fails
) -> None:
    changed(**files)
    said = fails("check", "a.en.txt", "--source", "a.ja.txt", "--aligner", "encoder")
    assert said.startswith(f"align: {message}")
    assert f"\n  hint: {hint}" in said or hint in said.partition("\n  hint: ")[2]
    assert said.count("\n") == 2


def test_weights_of_another_model_are_told(changed: Make, fails: Fails) -> None:
    from safetensors.torch import load_file, save_file

    folder = changed()
    weights = load_file(folder / "model.safetensors")
    half = {name: tensor for name, tensor in weights.items() if "encoder.layer.1" not in name}
    save_file(half, folder / "model.safetensors")
    said = fails("links", "a.en.txt", "--source", "a.ja.txt", "--aligner", "encoder")
    assert "encoder: the weights are not those of this encoder: encoder.layer.1." in said


def test_the_tokenizer_of_another_encoder_is_told(changed: Make, fails: Fails) -> None:
    from transformers import AutoTokenizer

    folder = changed()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.add_tokens(["東京"])
    tokenizer.save_pretrained(folder)
    said = fails("links", "a.en.txt", "--source", "a.ja.txt", "--aligner", "encoder")
    assert "encoder: its tokenizer is another encoder's" in said


def test_weights_that_give_no_numbers_are_told(changed: Make, fails: Fails, project: Project) -> None:
    import torch
    from safetensors.torch import load_file, save_file

    folder = changed()
    weights = load_file(folder / "model.safetensors")
    save_file(
        {name: torch.full_like(tensor, torch.nan) for name, tensor in weights.items()}, folder / "model.safetensors"
    )
    project.write("ties.yaml", GLOSSARY)
    project.write("t.tsv", f"{CASES[0]['source']}\t{CASES[0]['target']}\n")
    said = fails("check", "t.tsv", "--glossary", "ties.yaml", "--no-discovery", "--aligner", "encoder")
    assert "encoder: the encoder gives vectors that are no numbers" in said


@pytest.mark.parametrize(
    ("asked", "message", "hint"),
    [
        (
            "someone/bert",
            "someone/bert is neither a folder nor an encoder that",
            "`hf download someone/bert` fetches it",
        ),
        ("./bert", "bert: there is no such folder", "name a folder that holds config.json"),
        ("a.en.txt", "a.en.txt: this is a file; an encoder is a folder", "name a folder that holds config.json"),
        ("two words", "'two words' is no folder, and no name", "google-bert/bert-base-multilingual-cased"),
        ("someone/bert-", "'someone/bert-' is no folder, and no name", "google-bert/bert-base-multilingual-cased"),
        ("some--one", "'some--one' is no folder, and no name", "google-bert/bert-base-multilingual-cased"),
        ("\x1b[31m", "'\\x1b[31m' is no folder, and no name", "google-bert/bert-base-multilingual-cased"),
    ],
)
def test_what_is_not_there_is_told_with_what_fetches_it(asked: str, message: str, hint: str, fails: Fails) -> None:
    said = fails("check", "a.en.txt", "--source", "a.ja.txt", "--aligner", asked)
    assert said.startswith(f"align: {message}")
    assert hint in said.partition("\n  hint: ")[2]


def test_a_gpu_that_is_not_there_is_told(encoder: Path, fails: Fails, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    said = fails("check", "a.en.txt", "--source", "a.ja.txt", "--aligner", str(encoder), "--device", "cuda")
    assert said == (
        "align: --device cuda: torch sees no GPU on this machine\n  hint: give --device cpu; `nvidia-smi` lists GPUs\n"
    )
    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    monkeypatch.setattr("torch.cuda.device_count", lambda: 2)
    said = fails("check", "a.en.txt", "--source", "a.ja.txt", "--aligner", str(encoder), "--device", "cuda:2")
    assert "--device cuda:2: torch sees only cuda:0 to cuda:1 on this machine\n  hint: give --device auto" in said


def test_a_device_that_is_none_is_told(fails: Fails, project: Project) -> None:
    assert "'gpu' is no device; write auto, cpu, cuda or cuda:N" in fails("check", "a.en.txt", "--device", "gpu")
    project.write("align.toml", 'device = "gpu"\naligner = 3\n')
    said = fails("check", "a.en.txt")
    assert "align.toml:1:10: `device` must be auto, cpu, cuda or cuda:N, not" in said
    assert "align.toml:2:11: `aligner` must be the folder of an encoder, or its name, not" in said


@pytest.mark.parametrize("missing", ["torch", "transformers"])
def test_without_the_extra_the_command_that_installs_it_is_told(
    missing: str, encoder: Path, fails: Fails, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    said = fails("check", "a.en.txt", "--source", "a.ja.txt", "--aligner", str(encoder))
    assert said == "align: --aligner needs torch and transformers\n  hint: pip install 'align-names[neural]'\n"


def test_two_options_that_contradict_each_other_are_refused(fails: Fails) -> None:
    assert "exclude each other" in fails("check", "a.en.txt", "--aligner", "bert", "--no-aligner")
    assert "--aligner names nothing" in fails("check", "a.en.txt", "--aligner", "")


def test_what_the_encoder_links_is_fixed(encoder: Path, project: Project) -> None:
    wrong = "The lawmaker Smith Jane was interviewed by the reporter John Smith."
    project.write("ties.yaml", GLOSSARY)
    text = project.write("t.tsv", f"{CASES[0]['source']}\t{wrong}\n")
    command = ("fix", "t.tsv", "--glossary", "ties.yaml", "--no-discovery", "--fail-on", "never")
    assert project.align(*command).exit_code == 0
    assert wrong in text.read_text("utf-8")
    assert project.align(*command, "--aligner", str(encoder)).exit_code == 0
    assert text.read_text("utf-8") == f"{CASES[0]['source']}\t{wrong.replace('Smith Jane', 'Jane Smith')}\n"


def test_a_review_tells_before_it_has_a_screen(project: Project) -> None:
    done = project.align("review", "a.en.txt", "--source", "a.ja.txt", "--aligner", "someone/bert", TEXTUAL_DRIVER="no")
    assert done.exit_code == 2
    assert "someone/bert is neither a folder nor an encoder" in done.stderr


def test_a_review_checks_with_it(encoder: Path, project: Project) -> None:
    project.write("t.tsv", f"{CASES[2]['source']}\t{CASES[2]['target']}\n")
    project.write("ties.yaml", GLOSSARY)
    batch = batches(("t.tsv",), None, Typed(glossaries=(Path("ties.yaml"),), aligner=str(encoder)))[0]
    opening = opening_of(batch, ("t.tsv",), tour=False)
    lexicon = opening.glossaries.lexicon()
    document, _ = opening.sources[0].reading(lexicon)
    evidence = [
        said.kind for each in opening.making(lexicon).align([document]) for link in each.links for said in link.why
    ]
    assert evidence == ["form", "encoder", "form"]


# --- what it is made of ------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def words(encoder: Path) -> WordAligner:
    return WordAligner.of(encoder, "cpu")


TEXTS = st.text(st.sampled_from("史密斯王伟 smithwang,.\n\t😀é\ud800"), max_size=150)


@settings(max_examples=25, deadline=None)
@given(TEXTS, TEXTS, st.data())
def test_a_strength_is_a_share_whatever_the_texts(words: WordAligner, source: str, target: str, data: Any) -> None:
    # The longest of these go through in several windows.
    attention = words.attention(Segment("1", "d", source, target, "zh", "en"))
    spans = [
        data.draw(st.integers(0, len(text)).flatmap(lambda end: st.integers(0, end).map(lambda at: Span(at, end))))
        for text in (source, target)
    ]
    assert 0 <= attention.between(*spans) <= 1
    assert attention.shares is not None
    for text, found in ((source, attention.shares.sources), (target, attention.shares.targets)):
        assert list(found) == sorted(found)
        assert all(span.end <= len(text) for span in found)


def test_a_text_in_several_windows_loses_no_subword_and_keeps_its_meanings(words: WordAligner) -> None:
    names = ["史密斯", "王伟"] * 20
    source, target = "".join(names), " ".join("Smith" if name == "史密斯" else "Wang" for name in names)
    attention = words.attention(Segment("1", "d", source, target, "zh", "en"))
    first = attention.between(Span(0, 3), Span(0, 5))
    assert first > attention.between(Span(0, 3), Span(6, 10)) == 0.0
    assert attention.shares is not None
    assert list(attention.shares.sources) == [Span(at, at + 1) for at in range(len(source))]
    assert [span.of(target) for span in attention.shares.targets] == target.split()


def test_nothing_is_said_of_a_text_that_is_far_too_long(words: WordAligner) -> None:
    attention = words.attention(Segment("1", "d", "史" * 5000, "Smith", "zh", "en"))
    assert attention.between(Span(0, 1), Span(0, 5)) == 0.0
