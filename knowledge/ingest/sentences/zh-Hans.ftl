# 不接受的文件

upload-is-document = 这是文档，不是表格，请到“从文档提取”上传。
upload-is-table = 这是表格，不是文档，请到“导入”上传。
upload-unknown = 无法读取这种文件。表格可用 XLSX、CSV 或 GeoJSON，文档可用 PDF、DOCX 或纯文本。
upload-no-json = 这不是能读取的 JSON。
upload-no-text = 文字编码既不是 UTF-8，也不是 GB18030。
upload-too-large = 文件超过 { $megabytes } MB，请拆分后再上传。
upload-empty = 文件里没有内容。
upload-old-office = 这是旧版办公软件的文件，请另存为 .xlsx 或 .docx。
upload-damaged = 文件已损坏，或设有密码。
upload-bomb = 文件解压后会异常庞大，因此没有打开。
upload-macros = 文件含有宏，请另存为不带宏的 .xlsx 或 .docx。
upload-entities = 文件里含有办公文件不该有的指令，因此没有打开。
table-too-long = 表格超过 { $rows } 行，请拆分。
table-too-wide = 表格超过 { $columns } 列。
table-no-heading = 第 { $row } 行第 { $column } 列有内容，但没有列名。
table-cell-too-long = 第 { $row } 行的“{ $name }”超过 { $letters } 个字符。
table-heading-twice = 列名“{ $name }”出现了两次。
table-bad-csv = 第 { $row } 行无法读取，可能是引号没有成对。
geojson-no-collection = 这不是 GeoJSON 的 FeatureCollection。
geojson-no-feature = 第 { $row } 个不是 GeoJSON 要素。
geojson-no-point = 第 { $row } 个要素：地点的位置只能是点。
document-no-text = 文档里没有找到文字。扫描件请先做文字识别。
document-too-long = 文档超过 { $letters } 个字符，请拆分。

# 各行的问题

heading-unknown = 没有这个列名，这一列没有读取。列名以导出的表格为准。
heading-no-name = 表格既没有 id 列，也没有名称列（例如 name.zh-Hans）。
cell-formula = 是公式，请改填数值或文字
cell-no-number = “{ $text }”不是数字
cell-no-whole-number = “{ $text }”不是整数
cell-no-switch = “{ $text }”既不是“是”也不是“否”
cell-no-list = “{ $text }”不是列表，各项之间请用分号隔开
cell-no-json = “{ $text }”无法按 JSON 读取
cell-no-id = “{ $text }”不能作编号；请用小写字母、数字和单个连字符，或者留空
row-no-name = 既没有编号，也没有名称
row-twice = { $text } 在第 { $other } 行已经出现
row-many-places = 有几个地点叫这个名字：{ $text }，请写明编号。
row-open-draft = 已有 { $who } 的草稿，请先完成或放弃那份草稿。
row-retired = 已下架，请先在它的页面上恢复。
row-half-position = 位置要同时有纬度（-90 至 90）和经度（-180 至 180）
row-no-precision = 这一行和整份文件都没有说明位置的精度（exact、street、area）
row-no-uncertainty = 这一行和整份文件都没有说明位置的误差（米）
row-no-source = 这一行和整份文件都没有说明是谁说的、截至何时
row-no-picture = 这里没有图片 { $text }，图片请在地点的页面上添加

# 开放数据包

dump-no-licence = 发布者没有说明许可方式，转用之前请先询问。
dump-readme = # { $name }：开放数据

    共 { $n } 个地点，版本 { $revision }；资料收集至 { $compiled }。

    - data/places.csv、.xlsx、.geojson、.jsonld：同一批地点的四种格式。坐标为 WGS84，空着的就是未知。
    - data/provenance.csv：每一项是谁说的、截至何时、可信程度、何时该复查。
    - data/sources.csv：各个来源的说明。
    - pack/：向导读取的原样数据；开放时间用 OSM 的 opening_hours 写法。
    - LICENCE.txt：使用许可。SHA256SUMS：可用 sha256sum -c SHA256SUMS 核对。

    CSV 里会被表格软件当成公式的文字，前面加了一个单引号。
