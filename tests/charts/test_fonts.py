import pytest
import vl_convert

from khcn_analytics.charts.fonts import CANDIDATES, LETTERS, fonts_used, has_every_letter, vietnamese_font

# A code point that no font may have (it is set aside for private use).
NOWHERE = "\U0010fffd"


def drawing(letter: str) -> bytes:
    """A letter as a picture, in the font that charts are saved with."""
    text = f'<text x="8" y="44" font-family="{vietnamese_font()}" font-size="36">{letter}</text>'
    return vl_convert.svg_to_png(f'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64">{text}</svg>')


def test_every_vietnamese_letter_is_there():
    # 12 vowels with 5 tones and plain, and đ; small and capital.
    assert sum(letter.isalpha() for letter in LETTERS) == (12 * 6 + 1) * 2
    assert len(set(LETTERS.replace(" ", ""))) == len(LETTERS.replace(" ", ""))


def test_each_letter_is_drawn_as_itself_and_none_as_the_box_of_a_missing_one():
    box = drawing(NOWHERE)
    letters = [each for each in LETTERS if each.isalpha()]
    pictures = {letter: drawing(letter) for letter in letters}

    assert [letter for letter in letters if pictures[letter] == box] == []
    assert len(set(pictures.values())) == len(letters)


def test_the_font_that_is_chosen_is_one_of_the_candidates():
    assert vietnamese_font() in CANDIDATES


def test_a_font_that_is_not_there_has_no_letters():
    assert not has_every_letter("Không Có Phông Này")


@pytest.mark.parametrize("family", CANDIDATES)
def test_a_font_with_every_letter_needs_no_other(family):
    if has_every_letter(family):
        assert len(fonts_used(family, LETTERS)) == 1
