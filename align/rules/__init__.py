"""What is wrong: the only place that holds an opinion. One rule, one file, one line here, one case file."""

from __future__ import annotations

from align.rules.base import Rule
from align.rules.d101_untranslated_segment import RULE as D101
from align.rules.d102_wrong_language import RULE as D102
from align.rules.d103_unreadable_text import RULE as D103
from align.rules.n101_name_order import RULE as N101
from align.rules.n102_name_format import RULE as N102
from align.rules.n103_partial_name import RULE as N103
from align.rules.n201_romanisation_variant import RULE as N201
from align.rules.n202_wrong_reading import RULE as N202
from align.rules.n203_wrong_language_reading import RULE as N203
from align.rules.n204_misspelt_name import RULE as N204
from align.rules.n301_substituted_name import RULE as N301
from align.rules.n302_missing_name import RULE as N302
from align.rules.n303_added_name import RULE as N303
from align.rules.n304_untranslated_name import RULE as N304
from align.rules.n305_ambiguous_name import RULE as N305
from align.rules.n401_inconsistent_name import RULE as N401
from align.rules.n501_term_mismatch import RULE as N501
from align.rules.n502_forbidden_form import RULE as N502
from align.rules.n601_role_mismatch import RULE as N601
from align.rules.n602_wrong_gender import RULE as N602
from align.rules.s101_unused_suppression import RULE as S101

RULES: tuple[Rule, ...] = (
    N101,
    N102,
    N103,
    N201,
    N202,
    N203,
    N204,
    N301,
    N302,
    N303,
    N304,
    N305,
    N401,
    N501,
    N502,
    N601,
    N602,
    D101,
    D102,
    D103,
    S101,
)
