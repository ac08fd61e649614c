# 不接受的檔案

upload-is-document = 這是文件，不是表格，請到「從文件擷取」上傳。
upload-is-table = 這是表格，不是文件，請到「匯入」上傳。
upload-unknown = 無法讀取這種檔案。表格可用 XLSX、CSV 或 GeoJSON，文件可用 PDF、DOCX 或純文字。
upload-no-json = 這不是能讀取的 JSON。
upload-no-text = 文字編碼既不是 UTF-8，也不是 GB18030。
upload-too-large = 檔案超過 { $megabytes } MB，請分拆後再上傳。
upload-empty = 檔案裏沒有內容。
upload-old-office = 這是舊版辦公軟件的檔案，請另存為 .xlsx 或 .docx。
upload-damaged = 檔案已損壞，或設有密碼。
upload-bomb = 檔案解壓後會異常龐大，因此沒有開啟。
upload-macros = 檔案含有巨集，請另存為不帶巨集的 .xlsx 或 .docx。
upload-entities = 檔案裏含有辦公檔案不該有的指令，因此沒有開啟。
table-too-long = 表格超過 { $rows } 行，請分拆。
table-too-wide = 表格超過 { $columns } 欄。
table-no-heading = 第 { $row } 行第 { $column } 欄有內容，但沒有欄名。
table-cell-too-long = 第 { $row } 行的「{ $name }」超過 { $letters } 個字元。
table-heading-twice = 欄名「{ $name }」出現了兩次。
table-bad-csv = 第 { $row } 行無法讀取，可能是引號沒有成對。
geojson-no-collection = 這不是 GeoJSON 的 FeatureCollection。
geojson-no-feature = 第 { $row } 個不是 GeoJSON 要素。
geojson-no-point = 第 { $row } 個要素：地點的位置只能是點。
document-no-text = 文件裏沒有找到文字。掃描件請先做文字識別。
document-too-long = 文件超過 { $letters } 個字元，請分拆。

# 各行的問題

heading-unknown = 沒有這個欄名，這一欄沒有讀取。欄名以匯出的表格為準。
heading-no-name = 表格既沒有 id 欄，也沒有名稱欄（例如 name.zh-Hans）。
cell-formula = 是公式，請改填數值或文字
cell-no-number = 「{ $text }」不是數字
cell-no-whole-number = 「{ $text }」不是整數
cell-no-switch = 「{ $text }」既不是「是」也不是「否」
cell-no-list = 「{ $text }」不是列表，各項之間請用分號隔開
cell-no-json = 「{ $text }」無法按 JSON 讀取
cell-no-id = 「{ $text }」不能作編號；請用小寫字母、數字和單個連字號，或者留空
row-no-name = 既沒有編號，也沒有名稱
row-twice = { $text } 在第 { $other } 行已經出現
row-many-places = 有幾個地點叫這個名字：{ $text }，請寫明編號。
row-open-draft = 已有 { $who } 的草稿，請先完成或放棄那份草稿。
row-retired = 已下架，請先在它的頁面上恢復。
row-half-position = 位置要同時有緯度（-90 至 90）和經度（-180 至 180）
row-no-precision = 這一行和整份檔案都沒有說明位置的精度（exact、street、area）
row-no-uncertainty = 這一行和整份檔案都沒有說明位置的誤差（米）
row-no-source = 這一行和整份檔案都沒有說明是誰說的、截至何時
row-no-picture = 這裏沒有圖片 { $text }，圖片請在地點的頁面上加入

# 開放資料包

dump-no-licence = 發佈者沒有說明授權方式，轉用之前請先詢問。
dump-readme = # { $name }：開放資料

    共 { $n } 個地點，版本 { $revision }；資料收集至 { $compiled }。

    - data/places.csv、.xlsx、.geojson、.jsonld：同一批地點的四種格式。座標為 WGS84，空着的就是未知。
    - data/provenance.csv：每一項是誰說的、截至何時、可信程度、何時該覆查。
    - data/sources.csv：各個來源的說明。
    - pack/：嚮導讀取的原樣資料；開放時間用 OSM 的 opening_hours 寫法。
    - LICENCE.txt：使用授權。SHA256SUMS：可用 sha256sum -c SHA256SUMS 核對。

    CSV 裏會被試算表當成公式的文字，前面加了一個單引號。
