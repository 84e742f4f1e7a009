"""Result frames -> tables to look at and to print. Tables show what they are given and compute nothing."""

from khcn_analytics.tables.change import change_table
from khcn_analytics.tables.latex import yearly_latex
from khcn_analytics.tables.ranking import ranking_table
from khcn_analytics.tables.typst import yearly_typst
from khcn_analytics.tables.yearly import yearly_table

__all__ = ["change_table", "ranking_table", "yearly_latex", "yearly_table", "yearly_typst"]
