"""Words that are hard on a reader: for cells, for numbers of cells, and for the text of templates."""

# Empty and endless, tags and formulas and markup, names no file may bear, days that are none.
HARD_WORDS = (
    "", " ", "{{ 7*7 }}", "{% raw %}", "{%p if %}", "}}", "=1+1", "=cmd|' /C calc'!A0", "<w:p>", "&amp;",
    "]]>", "_x0000_", "_x0007_", "_xD800_", "_x000D_", "😀🇻🇳", "\u202eđảo", "\u00ad", "ế", "A" * 32_767,
    "x" * 300, "CON", "nul.docx", "a/b\\c:d*e?", "../../x", "/etc/passwd", "C:\\x", ".", "...", "ten.",
    "~$x", "-", "31/02/2022", "04/15/2022", "20/4/2022", "2022-04-20", "ngày 5 tháng 2 năm 2022", "44671",
    "NaN", "1e999", "-1", "0", "99999999999", "12,5", "01", "#REF!", "Hội nghị", "Báo cáo", "hoi nghi",
    "Đảng bộ", "Chi bộ", "Đảng bộ ", "Đảng bộ Tòa án nhân dân tỉnh", "Chi bộ Khôi", "Tổ hợp tác X",
    "Tất cả", "Không gửi", "bao-cao.docx", "khong-co.docx", "../units.xlsx", "noi-nhan.docx", "HD05",
    "HD99", "§¶ng bé", "Ñaûng boä", "a\nb\n\nc", "a\tb", "Tên tổ chức đảng", "Mã", "Số bản", "SK/02:2022",
    "ĐƠN VỊ", "Kế hoạch",
)  # fmt: skip
# In place of a cell's number or of the number of a shared text.
HARD_NUMBERS = (
    "-1", "0", "1.5", "44671", "44671.999999", "2958466", "1e308", "1E+999", "60", "0.1", "", "x", "00",
)  # fmt: skip
# Half tags, unknown names, loops over no list, ways out of the sandbox, ways to hang the machine.
HARD_TAGS = (
    "{{ don_vi.tne }}", "{{ don_vi }}", "{{", "}}", "{%", "%}", "{{}}", "{% %}", "{# ", "{% for x in %}",
    "{% for x in noi_nhan %}", "{% for x in don_vi.ten %}", "{% endfor %}", "{%p if hoi_nghi.co %}",
    "{%p endif %}", "{%p for x in noi_nhan %}", "{%tr for x in noi_nhan %}", "{%tr endfor %}",
    "{%tc endfor %}", "{%r if 1 %}", "{{ 1/0 }}", "{{ ''.__class__.__mro__ }}",
    "{{ cycler.__init__.__globals__ }}", "{{ range(10**9)|list }}", "{{ 'a' * 10**10 }}",
    "{{ 2**99999999 }}", "{{ don_vi.ten|center(10**9) }}", "{{ '%9999999999d' % 1 }}",
    "{{ don_vi.ten|khong_co }}", "{{ han.bao_cao|ngay|ngay }}", "{{ so_lieu.nam[99] }}",
    "{{ so_lieu.nam.x }}", "{% include 'x' %}", "{% extends 'x' %}", "{% import 'x' as y %}",
    "{% block a %}", "{% macro a() %}", "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{% set don_vi = 1 %}", "{{ Tên tổ chức đảng }}", "{{ don_vi.ten", "don_vi.ten }}",
    "{{ “don_vi.ten” }}", "{% raw %}", "{% vm %}", "{% hm %}", "{% colspan 3 %}",
    "{% colspan don_vi.ten %}", "{% cellbg 'ff0000' %}", "{% cellbg don_vi %}", "{{r don_vi.ten }}",
    "{_{", "}_}", "{{ noi_nhan }}", "{{ danh_sach.don_vi|length }}", "{{ loop.index }}", "{% if %}",
    "{{ none }}", "{{ self }}", "{% for i in range(100000) %}x{% endfor %}",
    "{% for i in range(9999) recursive %}{{ loop(range(9)) }}{% endfor %}", "{{ lipsum(n=10**6) }}",
    "{{ joiner('x') }}", "{% filter upper %}a{% endfilter %}", "{% do 1 %}", "{% call x() %}",
    "{{ don_vi.ten.format(x=1) }}", "{{ '{0.__class__}'.format(1) }}", "{{ don_vi|attr('x') }}",
    "{{ (1).__add__ }}", "{{ don_vi.ten|map('upper')|list }}", "{{ noi_nhan|tojson }}", "{{ x.y.z }}",
    "{{ 'a'|indent(10**9) }}", "{{ don_vi.ten }}{{ don_vi.ten|safe }}", "{%- if hoi_nghi.co -%}",
    "{{ [1]|batch(10**9)|list }}", "{{ ((((((1)))))) }}", "Đảng bộ Tòa án nhân dân tỉnh", "]]>", "\u202e",
    "{{ don_vi['ten'] }}", "{{ don_vi[0] }}", "{{ -don_vi.ten }}",
)  # fmt: skip
