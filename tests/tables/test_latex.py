import re

from builders import yearly_words

from khcn_analytics.tables.latex import yearly_latex


def latex(*rows, **settings):
    return yearly_latex(yearly_words(*rows), **settings)


def test_a_row_holds_its_cells_and_their_marks():
    assert r"Nghiệm thu & nhiệm vụ & 0 & $\geq$~9 & 12 & 133,3~\% (đạt) & +12\,\textsuperscript{(1)} \\" in latex({})
    assert r"{\footnotesize \textsuperscript{(1)} Kỳ gốc bằng 0.\par}" in latex({})


def test_the_header_is_repeated_on_each_page():
    lines = latex({}, title="Năm 2020").splitlines()
    first, others = lines.index(r"\endfirsthead"), lines.index(r"\endhead")

    assert lines[first - 1] == lines[others - 1]
    assert "Năm 2019" in lines[others - 1]
    assert r"\bfseries Năm 2020}" in lines[1]
    assert "Năm 2020 (tiếp theo)" in lines[first + 1]
    assert r"\end{longtable}" in lines


def test_long_texts_go_on_in_another_line():
    (columns,) = re.findall(r"\\begin{longtable}{@{}(.*)@{}}", latex({}))
    shares = [float(each) for each in re.findall(r"p{\\dimexpr ([\d.]+)\\linewidth-2\\tabcolsep\\relax}", columns)]

    assert len(shares) == 7
    assert 0.999 < sum(shares) <= 1.001
    assert columns.count(r"\raggedleft") == 5


def test_data_are_never_markup():
    text = latex({"indicator_name": r"[KH&CN] 100% a_b #1 $2 {x} ~ ^ \end -- 5", "theme": "A & B"}, title="50 %")

    assert (
        r"{[}KH\&CN{]} 100\% a\_b \#1 \$2 \{x\} \textasciitilde{} \textasciicircum{} \textbackslash{}end -{}-{} 5 &"
    ) in text
    assert r"\bfseries A \& B" in text
    assert r"\bfseries 50 \%" in text


def test_a_theme_stays_with_its_first_row():
    assert r"\bfseries Nhiệm vụ}\\*" in latex({})


def test_every_row_has_as_many_cells_as_there_are_columns():
    lines = [each for each in latex({}, {}, group_header="Đơn vị").splitlines() if each.startswith("Nghiệm thu")]

    assert [each.count(" & ") for each in lines] == [7, 7]
    assert r"\multicolumn{8}" in latex({}, group_header="Đơn vị")


def test_an_empty_table_is_a_table():
    assert r"\end{longtable}" in latex()
