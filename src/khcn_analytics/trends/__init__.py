"""What changed between periods and why, whether it is a trend, what the year will end with, and what must not be compared.

    import khcn_analytics as kh

    values = kh.compute(kh.example_workspace().datasets, kh.years(2018, 2025), ["department"])
    tests = kh.trends.trend_tests(values)

Functions take frames of values and give frames back, with a reason where there is no figure.
``kh.compare``, ``kh.estimate`` and ``kh.outlook`` are where one starts.
"""

# All at once, not on first use as charts are: a function with the name of its module must be set after that module.
from khcn_analytics.trends.against_target import against_target
from khcn_analytics.trends.backtest import accuracy, backtest
from khcn_analytics.trends.breaks import Break, known_breaks
from khcn_analytics.trends.change import change, compare
from khcn_analytics.trends.contributions import contributions
from khcn_analytics.trends.crossing import break_points, with_breaks
from khcn_analytics.trends.estimates import estimate_year
from khcn_analytics.trends.fulfilment import fulfilment
from khcn_analytics.trends.monotone import trend_tests
from khcn_analytics.trends.outlook import target_outlook
from khcn_analytics.trends.ranks import ranks
from khcn_analytics.trends.series import average_change, index
from khcn_analytics.trends.shades import shades
from khcn_analytics.trends.steps import steps
from khcn_analytics.trends.to_date import to_date
from khcn_analytics.trends.unusual import unusual_values
from khcn_analytics.trends.year_so_far import periods_for_estimate
from khcn_analytics.trends.yearly import yearly

__all__ = [
    "Break",
    "accuracy",
    "against_target",
    "average_change",
    "backtest",
    "break_points",
    "change",
    "compare",
    "contributions",
    "estimate_year",
    "fulfilment",
    "index",
    "known_breaks",
    "periods_for_estimate",
    "ranks",
    "shades",
    "steps",
    "target_outlook",
    "to_date",
    "trend_tests",
    "unusual_values",
    "with_breaks",
    "yearly",
]
