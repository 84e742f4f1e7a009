"""The gallery of the documents shows every chart."""

import subprocess
import sys
from pathlib import Path

GALLERY = Path(__file__).parents[2] / "docs" / "gallery.py"


def test_the_gallery_is_up_to_date_and_lacks_no_chart():
    result = subprocess.run([sys.executable, GALLERY, "--check"], capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stderr
