"""What matching costs: N rows of a list against N people on record, and among themselves.

Half the rows tell of people on record, one in ten of those with a slip: a letter, a day, day and month
swapped, a middle name, all marks. The rest are other people, so whatever is said of them is chance. Names
are synthetic: family names as often as in the country, a few hundred others. Births lie within 40 years;
one in twenty is known by the year only, one in fifty not at all, and two in three have a national number.
Run as a script: ``python tests/bench/likeness.py [N]``.
"""

import sys
import tracemalloc
from collections import Counter
from datetime import date, timedelta
from functools import cache
from itertools import product
from random import Random
from time import process_time

from partytrack.core.dates import PartialDate
from partytrack.core.vietnamese import fold, normalise
from partytrack.imports.likeness import Known, Likeness, Who, within

ROWS, A_CELL, SEED = 100_000, 20, 1930
OFTEN = (
    "Nguyễn:315 Trần:109 Lê:95 Phạm:60 Hoàng:35 Huỳnh:33 Phan:28 Vũ:24 Võ:22 Đặng:21 Bùi:20 Đỗ:19 Hồ:15 Ngô:13"
    " Dương:12 Lý:9 Đào:8 Đinh:8 Trịnh:7 Mai:7 Lâm:7 Trương:22 Lương:7 Cao:6 Tạ:4 Châu:4 Hà:6 Vương:3 Thái:3 Quách:2"
)
SECOND = (
    "Văn Văn Văn Văn Văn Thị Thị Thị Thị Thị Thị Đức Hữu Minh Ngọc Quang Thanh Xuân Thu Mai Công Bảo Kim Đình Quốc Anh"
    " Hoàng Gia Tuấn Thuỳ Phương Hồng Diệu Khánh Nhật Trung Duy Thế Bá Trọng Tiến Mạnh Viết Huy Phúc Cẩm Bích Lan Như"
)
LAST = (
    "An Anh Ánh Ân Ba Bách Bảo Bắc Bình Bích Cảnh Cẩm Châu Chi Chiến Chung Chương Công Cúc Cường Danh Diễm Diệp Diệu Dung"
    " Dũng Duy Duyên Dương Đào Đan Đạt Đăng Điệp Định Đoàn Đô Đông Đồng Đức Gấm Giang Giao Hà Hạ Hạnh Hải Hảo Hân Hằng Hậu"
    " Hiên Hiền Hiếu Hiệp Hoa Hoà Hoài Hoan Hoàn Hoàng Hoạt Hồng Huân Huế Huệ Hùng Huy Huyền Hưng Hương Hường Hữu Kha Khang"
    " Khánh Khải Khiêm Khoa Khôi Khuê Kiên Kiệt Kim Kỳ Lam Lan Lâm Lập Lê Liên Liễu Linh Loan Long Lộc Lợi Luân Luận Lương"
    " Lực Ly Mai Mạnh Mẫn Miên Minh Mơ Mỹ My Na Nam Nga Ngà Ngân Nghĩa Ngọc Nguyên Nguyệt Nhàn Nhân Nhật Nhi Nhiên Nhung Như"
    " Ninh Nở Oanh Phát Phong Phú Phúc Phụng Phước Phương Phượng Quân Quang Quế Quốc Quý Quyên Quyền Quỳnh Sang Sâm Sen Sinh"
    " Sơn Sương Sỹ Tài Tâm Tân Tấn Thái Thanh Thành Thảo Thắm Thắng Thế Thi Thiện Thiên Thịnh Thoa Thọ Thơ Thơm Thu Thuận"
    " Thuý Thuỳ Thuỷ Thư Thương Tiên Tiến Tín Tình Toàn Toản Trang Trâm Trí Trinh Trọng Trung Trường Tú Tuấn Tuệ Tuyên Tuyết"
    " Tùng Tường Tươi Tỵ Uyên Vân Vi Việt Vinh Vũ Vui Vượng Vy Xoan Xuân Xuyến Yên Yến Ý"
)
FAMILIES = {family: int(often) for family, often in (pair.split(":") for pair in OFTEN.split())}
MIDDLES, GIVEN = SECOND.split(), LAST.split()
SLIPS = ("letter", "day", "swapped", "middle", "plain", "year")


@cache
def folded(name: str) -> str:
    """A name in its search form."""
    return fold(name)


def person(random: Random, rows: int) -> Who:
    """Somebody."""
    family = random.choices(list(FAMILIES), list(FAMILIES.values()))[0]
    middles = random.sample(MIDDLES, random.choices((1, 2), (7, 3))[0])
    name = normalise(" ".join((family, *middles, random.choice(GIVEN))))
    day = date(1965, 1, 1) + timedelta(random.randrange(40 * 365))
    dice = random.random()
    born = None if dice < 0.02 else year_of(day) if dice < 0.07 else exact(day)
    number = f"{random.randrange(10**12):012}" if random.random() < 2 / 3 else None
    return Who(name, folded(name), born, random.randrange(rows // A_CELL), number)


@cache
def exact(day: date) -> PartialDate:
    """A birth date known to the day."""
    return PartialDate(day, "day")


def year_of(day: date) -> PartialDate:
    """A birth date of which only the year is known."""
    return PartialDate(day.replace(month=1, day=1), "year")


def slipped(random: Random, who: Who) -> tuple[Who, str]:
    """Somebody as a hasty hand writes them, without the number, and what went wrong: nothing where that cannot be."""
    what, words, day = random.choice(SLIPS), who.name.split(), who.born.first if who.born else None
    if what == "letter":
        word = words[-2]
        words[-2] = word[:1] + word[2:]
    elif what == "middle" and len(words) > 2:
        del words[1]
    elif what == "plain":
        words = fold(who.name).upper().split()
    elif what == "day" and day:
        return who._replace(born=exact(day + timedelta(1)), number=None), what
    elif what == "swapped" and day and day.day <= 12:
        return who._replace(born=exact(day.replace(month=day.day, day=day.month)), number=None), what
    elif what == "year" and day:
        return who._replace(born=year_of(day), number=None), what
    name = " ".join(words)
    return who._replace(name=name, folded=fold(name), number=None), what if name != who.name else "same"


def known(key: int, who: Who, units: dict[int, frozenset[int]]) -> Known:
    """Somebody on record."""
    unit_ids = units.setdefault(who.unit_id, frozenset((who.unit_id,)))
    return Known(key, f"P{key:05}", who.name, who.folded, who.born, unit_ids, who.number)


def made(rows: int) -> tuple[list[Known], list[Who], list[tuple[int | None, str]]]:
    """The people on record, the rows, and of each row whom it tells of and how."""
    random, units = Random(SEED), {}
    people = [person(random, rows) for _ in range(rows)]
    listed, truth = [], []
    for key, one in enumerate(people):
        if key % 2:
            listed.append(person(random, rows))
            truth.append((None, "new"))
        elif key % 20:
            listed.append(one)
            truth.append((key, "same"))
        else:
            who, what = slipped(random, one)
            listed.append(who)
            truth.append((key, what))
    return [known(key, one, units) for key, one in enumerate(people)], listed, truth


def main(rows: int) -> None:
    """Measure, and say what was found."""
    people, listed, truth = made(rows)
    begun = process_time()
    likeness = Likeness(people)
    built = process_time()
    matches = [likeness.match(who) for who in listed]
    matched = process_time()
    del likeness
    pairs = within(listed)
    done = process_time()
    print(f"{rows} rows: built {built - begun:.2f} s, matched {matched - built:.2f} s, within {done - matched:.2f} s")
    print(f"together {done - begun:.2f} s")
    verdicts = Counter()
    for match, (key, what) in zip(matches, truth, strict=True):
        if match.same:
            verdict = (
                "same" if match.same[0].person_id == key else "same, by chance" if key is None else "SOMEBODY ELSE"
            )
        elif any(near.person_id == key for near, _ in match.near):
            verdict = "near"
        else:
            verdict = "near, by chance" if match.near else "nobody"
        verdicts[what, verdict] += 1
    for what, verdict in sorted(product(("same", "new", *SLIPS), sorted({verdict for _, verdict in verdicts}))):
        if verdicts[what, verdict]:
            print(f"  {what:8} {verdict:16} {verdicts[what, verdict]:7}")
    chance = Counter(
        why for match, (key, _) in zip(matches, truth, strict=True) if key is None for _, why in match.near
    )
    print("chance, rows of others:", dict(chance))
    print("within:", dict(Counter(why for others in pairs.values() for _, why in others)), "(each pair twice)")
    tracemalloc.start()
    likeness = Likeness(people)
    print(f"index {tracemalloc.get_traced_memory()[1] / 2**20:.0f} MiB", end=", ")
    del likeness
    tracemalloc.reset_peak()
    within(listed)
    print(f"within {tracemalloc.get_traced_memory()[1] / 2**20:.0f} MiB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
