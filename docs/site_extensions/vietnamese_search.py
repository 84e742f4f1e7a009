"""Search that finds Vietnamese with and without its marks: “nghiệm thu” and “nghiem thu” are one.

Sphinx knows no Vietnamese and would take the words for English. Vietnamese words have no endings
to take off, so what reduces a word here takes off its marks.
"""

from __future__ import annotations

import unicodedata

from sphinx.application import Sphinx
from sphinx.search import SearchLanguage

_MARKS = "Mn"
_WITHOUT_MARKS = """
var Stemmer = function () {
  this.stemWord = (word) =>
    word.toLowerCase().normalize("NFD").replace(/\\p{Mn}/gu, "").replaceAll("đ", "d");
};
"""


class VietnameseSearch(SearchLanguage):
    """Words of the index and words that are typed, both reduced in the same way."""

    lang = "vi"
    language_name = "Vietnamese"
    js_stemmer_code = _WITHOUT_MARKS

    def stem(self, word: str) -> str:
        """The word in small letters without marks."""
        apart = unicodedata.normalize("NFD", word.lower())
        return "".join(each for each in apart if unicodedata.category(each) != _MARKS).replace("đ", "d")


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.add_search_language(VietnameseSearch)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
