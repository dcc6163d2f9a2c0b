"""What is said of members and candidates who come and go: command lines in their order, in Vietnamese, in English."""

# fmt: off
SETUP = (
    'init --code TG --name "Đảng bộ phường Tân Giang" --records-from 2019-01-01',
    'unit add TG-01 "Chi bộ 1" --kind cell --under TG',
    'unit add TG-02 "Chi bộ 2" --kind cell --under TG',
    'member add "Trần Văn Hùng" --unit TG-01 --admitted-on 3/2/1995 --confirmed-on 3/2/1996',
    'member add "Lê Thị Mai" --unit TG-01 --admitted-on 3/2/2010 --confirmed-on 3/2/2011',
    'candidate add "Nguyễn Thị Hoa" --cell TG-01 --source youth_union --on 12/1/2021',
    'candidate add "Đỗ Văn Tư" --cell TG-01 --source student --on 12/1/2021',
    "candidate mentor C00001 P00001 --on 1/2/2021",
    "candidate mentor C00002 P00001 --on 1/2/2021",
)
LIVES = (
    ("candidate introduce c00001 p00002 --on 1/6/2021 --together-since 1/1/2020 --document 3-KNĐ",
     "C00001: P00002 giới thiệu ngày 1/6/2021.",
     "C00001: introduced by P00002 on 1 Jun 2021."),
    ("member transfer p00001 --to TG-02 --on 1/7/2021 --document 12-GT --dry-run",
     ("P00001: chuyển sinh hoạt từ TG-01 đến TG-02 từ ngày 1/7/2021.\n"
      "Hồ sơ chưa có người giúp đỡ từ ngày 1/7/2021: C00001, C00002. "
      "Chi bộ phân công bằng: partytrack candidate mentor C00001 NGƯỜI --on NGÀY\n"
      "Chưa ghi gì."),
     ("P00001: transferred from TG-01 to TG-02 on 1 Jul 2021.\n"
      "Cases without a mentor from 1 Jul 2021: C00001, C00002. "
      "The cell assigns one: partytrack candidate mentor C00001 MEMBER --on DATE\n"
      "Nothing was recorded.")),
    ("candidate move C00001 --to TG-02 --on 20/6/2021 --document 92-GT",
     ("C00001: chuyển từ TG-01 đến TG-02 từ ngày 20/6/2021.\n"
      "Hồ sơ chưa có người giúp đỡ từ ngày 20/6/2021: C00001. "
      "Chi bộ phân công bằng: partytrack candidate mentor C00001 NGƯỜI --on NGÀY\n"
      "Chi bộ mới phân công người giúp đỡ và theo dõi tiếp, không yêu cầu lại 12 tháng cùng công tác [căn cứ: 01-HD/TW 2021]."),
     ("C00001: moved from TG-01 to TG-02 on 20 Jun 2021.\n"
      "Cases without a mentor from 20 Jun 2021: C00001. "
      "The cell assigns one: partytrack candidate mentor C00001 MEMBER --on DATE\n"
      "The new cell assigns a mentor and goes on with the case; the 12 months together are not asked again [01-HD/TW 2021].")),
    ("candidate move C00002 --away 'Đảng bộ xã X' --on 1/8/2021",
     "C00002: chuyển từ TG-01 đến Đảng bộ xã X từ ngày 1/8/2021.",
     "C00002: moved from TG-01 to Đảng bộ xã X on 1 Aug 2021."),
    ("candidate return c00002 --on 1/3/2022 --cell TG-02",
     "Đã mở hồ sơ mới C00003 từ ngày 1/3/2022; hồ sơ cũ C00002 được giữ nguyên.",
     "Opened the new case C00003 from 1 Mar 2022; the former one, C00002, is kept as it was."),
    ("member remove P00001 --kind removal --on 1/9/2021 --document 8-QĐ --reason 'bỏ sinh hoạt'",
     "P00001 (TG-01): xóa tên trong danh sách đảng viên, ngày 1/9/2021.",
     "P00001 (TG-01): removal from the roll, 1 Sep 2021."),
    ("member restore P00001 --unit TG-02 --on 1/2/2022 --document 9-QĐ",
     "P00001: khôi phục quyền đảng viên, TG-02, từ ngày 1/2/2022.",
     "P00001: restoration of membership, TG-02, from 1 Feb 2022."),
    ("member transfer P00001 --away 'Đảng bộ xã X' --on 1/3/2022",
     "P00001: chuyển sinh hoạt từ TG-02 đến Đảng bộ xã X từ ngày 1/3/2022.",
     "P00001: transferred from TG-02 to Đảng bộ xã X on 1 Mar 2022."),
    ("member return P00001 --unit TG-01 --on 1/4/2022 --from-place 'Đảng bộ xã X'",
     "P00001: chuyển sinh hoạt đảng từ nơi khác đến, TG-01, từ ngày 1/4/2022.",
     "P00001: transfer from another committee, TG-01, from 1 Apr 2022."),
    ('member arrive " Phạm  Văn Đến" --unit TG-02 --from-place "Đảng bộ xã Y" --on 1/4/2022 --born 1980 --admitted-on 3/2/2015',
     "Đã tiếp nhận đảng viên Phạm Văn Đến (P00005) vào TG-02 từ ngày 1/4/2022.",
     "Phạm Văn Đến (P00005) arrived in TG-02 on 1 Apr 2022."),
    ("member die P00002 --on 20/4/2022",
     "P00002 (TG-01): từ trần, ngày 20/4/2022.",
     "P00002 (TG-01): death, 20 Apr 2022."),
)
# fmt: on
