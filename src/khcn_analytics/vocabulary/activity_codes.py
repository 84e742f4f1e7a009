"""The catalogue of activities: what departments count beside their tasks, inspections and initiatives.

What reports count has no list of records behind it, only quantities. Each activity has one unit,
so that its quantities may be added up; two activities are never added together.
"""

from __future__ import annotations

from dataclasses import dataclass

from khcn_analytics.vocabulary.codes import Code, CodeList
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Unit

_SOURCE = "báo cáo của các Sở KH&CN"

ACTIVITY_GROUPS = CodeList(
    Label("nhóm hoạt động", "group of activities"),
    (
        Code("advice", Label("tham mưu, ban hành văn bản", "advice and documents")),
        Code(
            "technology_radiation",
            Label("quản lý công nghệ, an toàn bức xạ", "technology and radiation management"),
        ),
        Code("intellectual_property", Label("sở hữu trí tuệ", "intellectual property")),
        Code("information", Label("thông tin, thống kê, truyền thông KH&CN", "information and statistics")),
        Code(
            "measurement_services",
            Label("tiêu chuẩn, đo lường, dịch vụ kỹ thuật", "standards, measurement and technical services"),
        ),
        Code("innovation", Label("đổi mới sáng tạo, hỗ trợ doanh nghiệp", "innovation and enterprises")),
        Code("production", Label("sản xuất của trung tâm", "production of the centre")),
        Code("staff_party", Label("điều hành, nhân sự và công tác Đảng", "assigned work, staff and Party work")),
    ),
    source=_SOURCE,
)


@dataclass(frozen=True, slots=True)
class Activity:
    """Something departments do and count.

    Attributes:
        code: What is stored, English ``snake_case``; its indicator is ``activities.<code>``.
        label: What is shown.
        unit: What its quantity counts.
        group: The code of its group.
        definition: What counts as one, in one sentence; and what its amount is, if it has one.
        aliases: Other spellings an imported table may hold.
        has_amount: Whether an amount of money belongs to it.
    """

    code: str
    label: Label
    unit: Unit
    group: str
    definition: Label
    aliases: tuple[str, ...] = ()
    has_amount: bool = False


_ADVICE = (
    Activity(
        "legal_drafts",
        Label("Dự thảo văn bản quy phạm pháp luật", "Draft legal normative documents"),
        Unit.DOCUMENT,
        "advice",
        Label("Mỗi dự thảo sở xây dựng, trình một lần", "Each draft that the department wrote, counted once"),
        ("dự thảo VBQPPL", "xây dựng dự thảo VBQPPL", "văn bản quy phạm pháp luật", "VBQPPL"),
    ),
    Activity(
        "resolutions_advised",
        Label("Nghị quyết được tham mưu ban hành", "Resolutions issued on the department's advice"),
        Unit.DOCUMENT,
        "advice",
        Label("Nghị quyết đã ban hành do sở tham mưu", "Resolutions issued that the department prepared"),
        ("nghị quyết", "tham mưu ban hành nghị quyết"),
    ),
    Activity(
        "decisions_advised",
        Label("Quyết định được tham mưu ban hành", "Decisions issued on the department's advice"),
        Unit.DOCUMENT,
        "advice",
        Label("Quyết định đã ban hành do sở tham mưu", "Decisions issued that the department prepared"),
        ("quyết định", "tham mưu ban hành quyết định"),
    ),
    Activity(
        "plans_advised",
        Label("Kế hoạch được tham mưu ban hành", "Plans issued on the department's advice"),
        Unit.DOCUMENT,
        "advice",
        Label("Kế hoạch đã ban hành do sở tham mưu", "Plans issued that the department prepared"),
        ("kế hoạch", "tham mưu ban hành kế hoạch"),
    ),
)

_TECHNOLOGY_RADIATION = (
    Activity(
        "technology_appraisals",
        Label("Dự án đầu tư được thẩm định công nghệ", "Investment projects technology-appraised"),
        Unit.PROJECT,
        "technology_radiation",
        Label("Mỗi dự án đầu tư sở đã thẩm định công nghệ", "Each investment project whose technology was appraised"),
        ("thẩm định công nghệ", "thẩm định công nghệ dự án đầu tư"),
    ),
    Activity(
        "technology_opinions",
        Label("Dự án đầu tư được cho ý kiến công nghệ", "Investment projects given technology opinions"),
        Unit.PROJECT,
        "technology_radiation",
        Label(
            "Mỗi dự án đầu tư sở đã có ý kiến về công nghệ, không kể dự án được thẩm định",
            "Each investment project on whose technology an opinion was given, appraised ones apart",
        ),
        ("ý kiến công nghệ", "tham gia ý kiến về công nghệ", "cho ý kiến về công nghệ", "góp ý công nghệ"),
    ),
    Activity(
        "radiation_licences",
        Label("Giấy phép công việc bức xạ đã cấp, gia hạn", "Radiation work licences issued or renewed"),
        Unit.LICENCE,
        "technology_radiation",
        Label("Giấy phép cấp mới, gia hạn, sửa đổi trong ngày", "Licences issued, renewed or amended that day"),
        ("giấy phép bức xạ", "giấy phép tiến hành công việc bức xạ", "cấp giấy phép tiến hành công việc bức xạ"),
    ),
    Activity(
        "radiation_certificates",
        Label("Chứng chỉ nhân viên bức xạ đã cấp", "Radiation staff certificates issued"),
        Unit.CERTIFICATE,
        "technology_radiation",
        Label("Chứng chỉ cấp cho nhân viên bức xạ", "Certificates issued to radiation staff"),
        ("chứng chỉ nhân viên bức xạ", "cấp chứng chỉ nhân viên bức xạ"),
    ),
)

_INTELLECTUAL_PROPERTY = (
    Activity(
        "certification_marks",
        Label("Văn bằng bảo hộ nhãn hiệu chứng nhận", "Certification mark titles granted"),
        Unit.CERTIFICATE,
        "intellectual_property",
        Label("Văn bằng bảo hộ nhãn hiệu chứng nhận được cấp", "Titles of protection granted for certification marks"),
        ("nhãn hiệu chứng nhận", "nhãn hiệu chứng nhận được cấp văn bằng"),
    ),
    Activity(
        "trademarks",
        Label("Đơn sở hữu công nghiệp được hỗ trợ đăng ký", "Industrial property applications supported"),
        Unit.DOSSIER,
        "intellectual_property",
        Label(
            "Đơn đăng ký nhãn hiệu, kiểu dáng, sáng chế được sở hỗ trợ, hướng dẫn",
            "Applications for trademarks, designs and patents that the department supported",
        ),
        (
            "đơn đăng ký sở hữu công nghiệp",
            "hỗ trợ đăng ký nhãn hiệu",
            "đăng ký nhãn hiệu",
            "đăng ký bảo hộ nhãn hiệu",
            "nhãn hiệu",
        ),
    ),
)

_INFORMATION = (
    Activity(
        "bulletin_issues",
        Label("Số bản tin KH&CN đã phát hành", "S&T newsletter issues"),
        Unit.ISSUE,
        "information",
        Label("Mỗi số bản tin, không phải số bản in", "Each issue, not each printed copy"),
        ("bản tin KH&CN", "bản tin khoa học và công nghệ", "phát hành bản tin", "bản tin"),
    ),
    Activity(
        "information_publication_issues",
        Label("Số ấn phẩm thông tin KH&CN", "S&T information publication issues"),
        Unit.ISSUE,
        "information",
        Label(
            "Mỗi số ấn phẩm, tài liệu thông tin ngoài bản tin", "Each issue of a publication other than the newsletter"
        ),
        ("ấn phẩm thông tin KH&CN", "ấn phẩm thông tin khoa học và công nghệ", "ấn phẩm", "tài liệu thông tin KH&CN"),
    ),
    Activity(
        "news_items",
        Label("Tin bài đăng trên trang điện tử", "News items posted on the website"),
        Unit.NEWS_ITEM,
        "information",
        Label("Mỗi tin, bài đăng trên trang điện tử của sở", "Each item posted on the department's website"),
        ("tin bài", "tin, bài", "tin bài trên trang thông tin điện tử", "tin bài đăng trên website"),
    ),
    Activity(
        "tv_programmes",
        Label("Chuyên mục truyền hình đã phát", "Television programmes broadcast"),
        Unit.TV_PROGRAMME,
        "information",
        Label("Mỗi chuyên mục đã phát sóng, không kể phát lại", "Each programme broadcast, repeats apart"),
        ("chuyên mục truyền hình", "chuyên mục KH&CN trên truyền hình", "chuyên mục khoa học và công nghệ"),
    ),
    Activity(
        "statistical_surveys",
        Label("Cuộc điều tra thống kê KH&CN hoàn thành", "S&T statistical surveys completed"),
        Unit.SURVEY,
        "information",
        Label("Mỗi cuộc điều tra thống kê đã hoàn thành", "Each statistical survey completed"),
        ("điều tra thống kê", "cuộc điều tra", "điều tra thống kê KH&CN"),
    ),
    Activity(
        "provincial_workshops",
        Label("Hội thảo cấp tỉnh", "Provincial workshops"),
        Unit.EVENT,
        "information",
        Label("Mỗi hội thảo cấp tỉnh đã tổ chức", "Each workshop held at provincial level"),
        ("hội thảo", "tổ chức hội thảo cấp tỉnh"),
    ),
    Activity(
        "trainings",
        Label("Lớp tập huấn, đào tạo", "Trainings"),
        Unit.EVENT,
        "information",
        Label(
            "Mỗi lớp tập huấn, bồi dưỡng đã tổ chức, không phải số học viên", "Each course held, not its participants"
        ),
        ("tập huấn", "lớp tập huấn", "lớp đào tạo, tập huấn", "lớp đào tạo, bồi dưỡng"),
    ),
)

_MEASUREMENT_SERVICES = (
    Activity(
        "instruments_verified",
        Label("Phương tiện đo được kiểm định, hiệu chuẩn", "Measuring instruments verified or calibrated"),
        Unit.INSTRUMENT,
        "measurement_services",
        Label(
            "Mỗi phương tiện đo, chuẩn đo lường được kiểm định hoặc hiệu chuẩn",
            "Each instrument or measurement standard verified or calibrated",
        ),
        ("kiểm định phương tiện đo", "phương tiện đo", "kiểm định, hiệu chuẩn phương tiện đo", "kiểm định, hiệu chuẩn"),
    ),
    Activity(
        "samples_tested",
        Label("Mẫu sản phẩm, hàng hóa được thử nghiệm", "Product and goods samples tested"),
        Unit.SAMPLE,
        "measurement_services",
        Label("Mỗi mẫu thử nghiệm, không phải số chỉ tiêu", "Each sample tested, not each property tested"),
        ("thử nghiệm mẫu", "mẫu thử nghiệm", "thử nghiệm mẫu sản phẩm, hàng hóa"),
    ),
    Activity(
        "earthing_measurements",
        Label("Công trình được đo tiếp đất chống sét", "Works measured for lightning earthing"),
        Unit.WORK,
        "measurement_services",
        Label("Mỗi công trình được đo điện trở tiếp đất", "Each work whose earthing resistance was measured"),
        ("đo tiếp đất chống sét", "đo điện trở tiếp đất", "đo điện trở tiếp đất hệ thống chống sét"),
    ),
    Activity(
        "barcode_guided_subjects",
        Label("Cơ sở được hướng dẫn về mã số mã vạch và tiêu chuẩn", "Establishments guided on barcodes and standards"),
        Unit.SUBJECT,
        "measurement_services",
        Label(
            "Cơ sở được hướng dẫn đăng ký mã số mã vạch, xây dựng và áp dụng tiêu chuẩn",
            "Establishments guided in registering barcodes and in writing and applying standards",
        ),
        ("hướng dẫn mã số mã vạch", "mã số mã vạch", "hướng dẫn mã số mã vạch và tiêu chuẩn"),
    ),
    Activity(
        "surveyed_districts",
        Label("Huyện có khảo sát chất lượng", "Districts covered by the quality survey"),
        Unit.DISTRICT,
        "measurement_services",
        Label(
            "Huyện, thị xã, thành phố nơi sở khảo sát chất lượng; mỗi đợt khảo sát một dòng",
            "Districts in which goods were surveyed for quality; one row for each survey",
        ),
        ("số huyện khảo sát", "huyện được khảo sát", "địa bàn khảo sát chất lượng"),
    ),
    Activity(
        "environment_report_enterprises",
        Label("Doanh nghiệp được hỗ trợ lập báo cáo môi trường", "Enterprises helped with environment reports"),
        Unit.ENTERPRISE,
        "measurement_services",
        Label(
            "Doanh nghiệp được tư vấn, hỗ trợ kỹ thuật lập báo cáo bảo vệ môi trường",
            "Enterprises given technical help with reports on environmental protection",
        ),
        ("báo cáo môi trường", "lập báo cáo môi trường", "hỗ trợ lập báo cáo bảo vệ môi trường"),
    ),
    Activity(
        "service_contracts",
        Label("Hợp đồng dịch vụ và chuyển giao công nghệ", "Service, consultancy and transfer contracts"),
        Unit.CONTRACT,
        "measurement_services",
        Label(
            "Hợp đồng dịch vụ, tư vấn, chuyển giao công nghệ đã ký; số tiền là giá trị hợp đồng",
            "Contracts signed for services, consultancy or technology transfer; the amount is their value",
        ),
        ("hợp đồng dịch vụ", "hợp đồng dịch vụ KH&CN", "hợp đồng chuyển giao công nghệ"),
        has_amount=True,
    ),
    Activity(
        "consultancies",
        Label("Lượt tư vấn kỹ thuật, công nghệ", "Consultancies"),
        Unit.CASE,
        "measurement_services",
        Label(
            "Mỗi trường hợp được tư vấn mà không có hợp đồng dịch vụ",
            "Each case of advice given without a service contract",
        ),
        ("tư vấn", "lượt tư vấn", "tư vấn kỹ thuật", "tư vấn công nghệ"),
    ),
)

_INNOVATION = (
    Activity(
        "startup_forums",
        Label("Diễn đàn khởi nghiệp", "Start-up forums"),
        Unit.EVENT,
        "innovation",
        Label("Mỗi diễn đàn, ngày hội khởi nghiệp đã tổ chức", "Each start-up forum or festival held"),
        ("diễn đàn khởi nghiệp đổi mới sáng tạo", "ngày hội khởi nghiệp", "ngày hội khởi nghiệp đổi mới sáng tạo"),
    ),
    Activity(
        "startup_contests",
        Label("Cuộc thi khởi nghiệp", "Start-up contests"),
        Unit.EVENT,
        "innovation",
        Label("Mỗi cuộc thi đã tổ chức, không kể cuộc mới dự kiến", "Each contest held, not those only planned"),
        ("cuộc thi khởi nghiệp đổi mới sáng tạo", "cuộc thi khởi nghiệp sáng tạo"),
    ),
    Activity(
        "support_dossiers",
        Label("Hồ sơ được hỗ trợ theo chính sách của tỉnh", "Dossiers supported under provincial policy"),
        Unit.DOSSIER,
        "innovation",
        Label(
            "Hồ sơ được hỗ trợ kinh phí theo chính sách của tỉnh; số tiền là tiền hỗ trợ",
            "Dossiers granted money under a policy of the province; the amount is the support paid",
        ),
        ("hồ sơ được hỗ trợ", "hồ sơ hỗ trợ theo chính sách", "hỗ trợ theo chính sách"),
        has_amount=True,
    ),
    Activity(
        "supported_enterprises",
        Label("Doanh nghiệp được hỗ trợ", "Enterprises supported"),
        Unit.ENTERPRISE,
        "innovation",
        Label(
            "Doanh nghiệp được hỗ trợ năng suất, chất lượng, đổi mới công nghệ; số tiền là tiền hỗ trợ",
            "Enterprises supported in productivity, quality or technology; the amount is the support paid",
        ),
        ("hỗ trợ doanh nghiệp", "doanh nghiệp được hỗ trợ năng suất, chất lượng"),
        has_amount=True,
    ),
)

_PRODUCTION = (
    Activity(
        "bio_preparations_kg",
        Label("Chế phẩm sinh học làm ra và tiêu thụ", "Bio-preparations produced and sold"),
        Unit.KILOGRAM,
        "production",
        Label("Khối lượng đã làm ra và tiêu thụ", "Weight produced and sold"),
        ("chế phẩm sinh học", "sản xuất chế phẩm sinh học"),
    ),
    Activity(
        "cordyceps_jars",
        Label("Hũ đông trùng hạ thảo làm ra và tiêu thụ", "Cordyceps jars produced and sold"),
        Unit.JAR,
        "production",
        Label("Số hũ đã làm ra và tiêu thụ", "Jars produced and sold"),
        ("đông trùng hạ thảo", "hũ đông trùng hạ thảo"),
    ),
    Activity(
        "mushroom_bags",
        Label("Bịch phôi nấm mối đen đã làm", "Black termite mushroom spawn bags made"),
        Unit.BAG,
        "production",
        Label("Số bịch phôi đã làm", "Bags of spawn made"),
        ("bịch phôi nấm", "phôi nấm mối đen", "bịch phôi nấm mối đen"),
    ),
    Activity(
        "mushroom_kg",
        Label("Nấm mối đen thu hoạch", "Black termite mushrooms harvested"),
        Unit.KILOGRAM,
        "production",
        Label("Khối lượng nấm thành phẩm thu hoạch", "Weight of mushrooms harvested"),
        ("nấm mối đen", "nấm mối đen thành phẩm", "thu hoạch nấm mối đen"),
    ),
    Activity(
        "orchid_seedlings",
        Label("Cây giống lan kim tuyến làm ra và tiêu thụ", "Jewel orchid seedlings produced and sold"),
        Unit.SEEDLING,
        "production",
        Label("Số cây giống đã làm ra và tiêu thụ", "Seedlings produced and sold"),
        ("lan kim tuyến", "cây giống lan kim tuyến"),
    ),
    Activity(
        "tomato_cucumber_m2",
        Label("Diện tích cà chua, dưa leo", "Tomato and cucumber area"),
        Unit.SQUARE_METRE,
        "production",
        Label("Diện tích đã trồng, mỗi vụ một lần", "Area planted, once for each crop"),
        ("cà chua, dưa leo", "trồng cà chua, dưa leo"),
    ),
    Activity(
        "vegetables_m2",
        Label("Diện tích rau đưa ra thị trường", "Area of vegetables grown for sale"),
        Unit.SQUARE_METRE,
        "production",
        Label("Diện tích rau các loại trồng để bán, mỗi vụ một lần", "Area grown for sale, once for each crop"),
        ("rau các loại", "diện tích rau", "trồng rau"),
    ),
)

_STAFF_PARTY = (
    Activity(
        "assigned_work",
        Label("Việc được UBND tỉnh giao", "Work assigned by the province"),
        Unit.DUTY,
        "staff_party",
        Label(
            "Việc UBND tỉnh, Chủ tịch UBND tỉnh giao sở, đến hạn trong kỳ; không phải nhiệm vụ KH&CN",
            "Work assigned by the province's people's committee and due in the period; not S&T tasks",
        ),
        ("nhiệm vụ được UBND tỉnh giao", "việc được giao", "nhiệm vụ được giao"),
    ),
    Activity(
        "assigned_work_completed",
        Label("Việc được UBND tỉnh giao đã hoàn thành", "Assigned work completed"),
        Unit.DUTY,
        "staff_party",
        Label("Trong số việc được giao: việc đã hoàn thành", "Of the work assigned: what was completed"),
        ("nhiệm vụ được giao đã hoàn thành", "việc được giao đã hoàn thành", "hoàn thành nhiệm vụ được UBND tỉnh giao"),
    ),
    Activity(
        "assigned_work_overdue",
        Label("Việc được giao hoàn thành quá hạn", "Assigned work completed overdue"),
        Unit.DUTY,
        "staff_party",
        Label("Trong số việc được giao: việc hoàn thành sau hạn", "Of the work assigned: what was completed late"),
        ("nhiệm vụ được giao quá hạn", "việc được giao quá hạn", "nhiệm vụ hoàn thành quá hạn"),
    ),
    Activity(
        "key_work",
        Label("Việc trọng tâm trong năm", "Key work of the year"),
        Unit.DUTY,
        "staff_party",
        Label("Việc trọng tâm của năm được giao cho sở", "Key work of the year assigned to the department"),
        ("nhiệm vụ trọng tâm", "nhiệm vụ trọng tâm trong năm", "việc trọng tâm"),
    ),
    Activity(
        "key_work_completed",
        Label("Việc trọng tâm đã hoàn thành", "Key work completed"),
        Unit.DUTY,
        "staff_party",
        Label("Trong số việc trọng tâm: việc đã hoàn thành", "Of the key work: what was completed"),
        ("nhiệm vụ trọng tâm đã hoàn thành", "hoàn thành nhiệm vụ trọng tâm"),
    ),
    Activity(
        "donations",
        Label("Lượt người đóng góp, ủng hộ", "Donors"),
        Unit.PERSON,
        "staff_party",
        Label(
            "Lượt công chức, viên chức, người lao động ủng hộ các quỹ; số tiền là tiền ủng hộ",
            "Staff who gave to funds, once for each appeal; the amount is the money given",
        ),
        ("ủng hộ các quỹ", "đóng góp, ủng hộ", "ủng hộ", "quyên góp", "đóng góp các quỹ"),
        has_amount=True,
    ),
    Activity(
        "salary_days_donated",
        Label("Ngày lương mỗi người đóng góp", "Days of salary donated per person"),
        Unit.SALARY_DAY,
        "staff_party",
        Label(
            "Số ngày lương mỗi người góp trong một đợt vận động; tiền thu được ghi ở lượt người đóng góp",
            "Days of salary each person gave to one appeal; the money is told with the donors",
        ),
        ("ngày lương", "đóng góp ngày lương", "ủng hộ ngày lương"),
    ),
    Activity(
        "party_members_admitted",
        Label("Đảng viên mới kết nạp", "Party members admitted"),
        Unit.PARTY_MEMBER,
        "staff_party",
        Label("Đảng viên kết nạp, theo ngày kết nạp", "Members admitted, on the day of admission"),
        ("kết nạp đảng viên", "kết nạp đảng viên mới", "đảng viên kết nạp"),
    ),
    Activity(
        "party_member_violations",
        Label("Đảng viên vi phạm điều cấm", "Party members breaking prohibitions"),
        Unit.PARTY_MEMBER,
        "staff_party",
        Label(
            "Đảng viên vi phạm những điều đảng viên không được làm; không có thì ghi 0",
            "Members who did what members must not do; 0 if there were none",
        ),
        ("đảng viên vi phạm", "đảng viên vi phạm những điều đảng viên không được làm"),
    ),
    Activity(
        "party_study_expected",
        Label("Đảng viên phải học tập nghị quyết", "Party members expected to study resolutions"),
        Unit.PARTY_MEMBER,
        "staff_party",
        Label("Đảng viên được triệu tập của mỗi đợt học tập", "Members called to each round of study"),
        ("đảng viên được triệu tập học tập nghị quyết",),
    ),
    Activity(
        "party_study_attended",
        Label("Đảng viên đã học tập nghị quyết", "Party members who studied resolutions"),
        Unit.PARTY_MEMBER,
        "staff_party",
        Label("Trong số được triệu tập: đảng viên đã tham gia", "Of the members called: those who took part"),
        ("đảng viên tham gia học tập nghị quyết", "đảng viên học tập nghị quyết"),
    ),
    Activity(
        "staff_study_expected",
        Label("Người của Sở phải học tập nghị quyết", "Staff expected to study resolutions"),
        Unit.PERSON,
        "staff_party",
        Label(
            "Công chức, viên chức, người lao động được triệu tập của mỗi đợt học tập",
            "Staff called to each round of study",
        ),
        ("công chức, viên chức, người lao động được triệu tập học tập nghị quyết",),
    ),
    Activity(
        "staff_study_attended",
        Label("Người của Sở đã học tập nghị quyết", "Staff who studied resolutions"),
        Unit.PERSON,
        "staff_party",
        Label("Trong số được triệu tập: người đã tham gia", "Of the staff called: those who took part"),
        ("công chức, viên chức, người lao động tham gia học tập nghị quyết",),
    ),
    Activity(
        "families_considered",
        Label("Gia đình được xét gia đình văn hóa", "Families considered as cultural families"),
        Unit.FAMILY,
        "staff_party",
        Label("Gia đình đảng viên, công chức, viên chức được xét", "Families of members and staff considered"),
        ("gia đình được xét", "gia đình đăng ký gia đình văn hóa"),
    ),
    Activity(
        "cultural_families",
        Label("Gia đình đạt gia đình văn hóa", "Families recognised as cultural families"),
        Unit.FAMILY,
        "staff_party",
        Label("Trong số được xét: gia đình được công nhận", "Of the families considered: those recognised"),
        ("gia đình văn hóa", "gia đình được công nhận gia đình văn hóa"),
    ),
    Activity(
        "staff_reviewed",
        Label("Người được xét chấp hành kỷ luật", "Staff reviewed for discipline"),
        Unit.PERSON,
        "staff_party",
        Label("Công chức, viên chức được xét kỷ luật, kỷ cương", "Staff whose keeping of discipline was reviewed"),
        ("công chức, viên chức được xét kỷ luật, kỷ cương",),
    ),
    Activity(
        "staff_in_compliance",
        Label("Người chấp hành nghiêm kỷ luật", "Staff keeping discipline"),
        Unit.PERSON,
        "staff_party",
        Label("Trong số được xét: người chấp hành nghiêm", "Of the staff reviewed: those who kept discipline"),
        ("công chức, viên chức chấp hành nghiêm kỷ luật", "chấp hành nghiêm kỷ luật, kỷ cương"),
    ),
    Activity(
        "discipline_cases",
        Label("Trường hợp vi phạm bị xử lý", "Violations handled"),
        Unit.CASE,
        "staff_party",
        Label(
            "Trường hợp công chức, viên chức, người lao động vi phạm bị xử lý; không có thì ghi 0",
            "Violations by staff that were handled; 0 if there were none",
        ),
        ("vi phạm bị xử lý", "trường hợp vi phạm", "vi phạm kỷ luật"),
    ),
)

ACTIVITIES: tuple[Activity, ...] = (
    *_ADVICE,
    *_TECHNOLOGY_RADIATION,
    *_INTELLECTUAL_PROPERTY,
    *_INFORMATION,
    *_MEASUREMENT_SERVICES,
    *_INNOVATION,
    *_PRODUCTION,
    *_STAFF_PARTY,
)
"""Every activity, group by group."""

ACTIVITY_CODES = CodeList(
    Label("hoạt động", "activity"),
    tuple(Code(each.code, each.label, each.aliases) for each in ACTIVITIES),
    source=_SOURCE,
)

WITH_AMOUNT: tuple[Activity, ...] = tuple(each for each in ACTIVITIES if each.has_amount)
"""The activities that an amount of money belongs to."""
