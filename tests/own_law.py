"""What a committee might lay over the program's data: a source, a step, and a text of its own with its limits."""

PAPER = "12-HD/ĐU"
SOURCE = f'[volunteers]\nvi = "thanh niên tình nguyện"\nen = "young volunteers"\nsource = "{PAPER}"\n'
CARE_VISIT = f"""
[care_visit]
before = "course_completed"
vi = "thăm gia đình"
en = "visit to the family"
stage = "sympathiser"
form = ""
actor = "cell"
once = true
ends = false
after = ["source_listed"]
needs = []
article = {{ vi = "{PAPER}", en = "{PAPER}" }}
confidence = "A"
"""


def document(from_on, *more):
    """The text itself, from a day on."""
    return "\n".join(
        (
            "[document]",
            f'number = "{PAPER}"',
            f'vi = "Hướng dẫn {PAPER}"',
            f'en = "Guidance {PAPER}"',
            f"from = {from_on}",
            *more,
            'confidence = "A"',
            "verified = true\n",
        )
    )


def limit(key, rule, days, start):
    """A limit of so many working days that the text sets."""
    return f"""
[{key}]
rule = "{rule}"
value = {days}
unit = "working_days"
start = "{start}"
article = {{ vi = "{PAPER}, mục 3", en = "{PAPER}, 3" }}
confidence = "A"
"""
