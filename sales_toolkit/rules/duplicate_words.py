"""The words of a company's name that say little about which company it is."""

PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 "
    "海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 中国"
)
CITIES = (
    "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 "
    "忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 "
    "辽阳 盘锦 铁岭 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 "
    "佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 "
    "昆山 江阴 张家港 常熟 宜兴 太仓 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 慈溪 "
    "余姚 诸暨 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 "
    "厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 "
    "上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 "
    "平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 "
    "鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 "
    "娄底 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 "
    "揭阳 云浮 顺德 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 "
    "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 "
    "六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 拉萨 西安 铜川 宝鸡 咸阳 渭南 "
    "延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 "
    "银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依"
)
REGIONS = tuple(sorted((PROVINCES + " " + CITIES).split(), key=len, reverse=True))
LATIN_REGIONS = frozenset(
    "china prc beijing shanghai tianjin chongqing hebei shanxi liaoning jilin heilongjiang jiangsu "
    "zhejiang anhui fujian jiangxi shandong henan hubei hunan guangdong hainan sichuan guizhou yunnan "
    "shaanxi gansu qinghai guangxi ningxia xinjiang shenzhen guangzhou dongguan foshan suzhou wuxi "
    "nanjing changzhou hangzhou ningbo wenzhou xiamen qingdao jinan dalian wuhan chengdu hongkong".split()
)
# Longest first: each stands for the next shorter one too.
LEGAL_FORMS = (
    "集团股份有限公司",
    "集团有限责任公司",
    "集团有限公司",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "集团公司",
    "股份公司",
    "总公司",
    "株式会社",
    "有限会社",
    "(有限合伙)",
    "(普通合伙)",
    "(个人独资)",
    "有限合伙",
    "(集团)",
    "(株)",
    "集团",
)
LATIN_LEGAL_FORMS = frozenset(
    "co ltd limited inc incorporated corp corporation company llc llp lp plc gmbh mbh ag kg ohg ug se sa "
    "sas sarl sl srl spa bv nv oy oyj ab as aps pte pty sdn bhd kk kft zoo group holding holdings the and "
    "und et of".split()
)
# What many companies do: these letters count half when names are compared.
TRADE_WORDS = (
    "科技 技术 机械 设备 制造 实业 贸易 商贸 工贸 经贸 进出口 电子 电气 电器 信息 网络 软件 工程 "
    "建设 建筑 安装 装饰 材料 化工 生物 医药 药业 医疗 器械 食品 服装 服饰 纺织 物流 运输 汽车 配件 "
    "零部件 服务 管理 咨询 投资 控股 发展 开发 文化 传媒 广告 教育 环保 能源 电力 自动化 智能 精密 "
    "模具 五金 塑料 包装 印刷 家具 农业 房地产 物业 酒店 餐饮 国际 数据 通信 系统 产业 企业 工业 "
    "重工 装备 仪器 仪表 金属 钢铁 光电 半导体 新材料 新能源"
)
TRADES = tuple(sorted(TRADE_WORDS.split(), key=len, reverse=True))
LATIN_TRADES = frozenset(
    "machinery machine machines technology technologies tech trading trade equipment industry industries "
    "industrial manufacturing manufacture electronics electronic electric electrical international import "
    "export services service solutions systems system engineering science sciences development investment "
    "management consulting logistics software information network networks automation energy materials "
    "material chemical chemicals products enterprise enterprises global medical intelligent precision "
    "tools".split()
)
