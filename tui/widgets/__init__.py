"""The parts of the screen: panes that draw lines, and the footer that shows what is possible."""
