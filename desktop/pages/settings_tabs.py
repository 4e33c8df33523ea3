"""The tabs of the settings, in order: what the page calls each of them, and its title.

They stand beside the page: the find box names them without loading it.
"""

TABS = (
    ("base", "基地资料"),
    ("report", "月报口径"),
    ("numbers", "业务参数"),
    ("lists", "类目与团队"),
    ("steps", "入职流程"),
    ("training", "培训口径"),
    ("brands", "品牌门槛"),
    ("partners", "供应链口径"),
    ("look", "显示"),
    ("data", "数据与备份"),
    ("about", "关于"),
)
