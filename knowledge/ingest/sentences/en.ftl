# Files that are not taken

upload-is-document = This is a document, not a table. Please bring it in under “From documents”.
upload-is-table = This is a table, not a document. Please bring it in under “Import”.
upload-unknown = This kind of file can’t be read here. Tables may be XLSX, CSV or GeoJSON; documents PDF, DOCX or plain text.
upload-no-json = This is no JSON that can be read.
upload-no-text = The text is written in neither UTF-8 nor GB18030.
upload-too-large = The file is larger than { $megabytes } MB. Please divide it.
upload-empty = There is nothing in the file.
upload-old-office = This is a file of an old office program. Please save it as .xlsx or .docx.
upload-damaged = The file is damaged, or protected by a password.
upload-bomb = Unpacked, the file would become enormous, so it is not opened.
upload-macros = The file contains macros. Please save it without them, as .xlsx or .docx.
upload-entities = The file contains instructions to its reader that don’t belong into office files, so it is not opened.
table-too-long = The table has more than { $rows } rows. Please divide it.
table-too-wide = The table has more than { $columns } columns.
table-no-heading = Row { $row }: column { $column } has a value but no heading.
table-cell-too-long = Row { $row }: “{ $name }” has more than { $letters } characters.
table-heading-twice = The heading “{ $name }” stands over two columns.
table-bad-csv = Row { $row } can’t be read. Perhaps a quotation mark is not closed.
geojson-no-collection = This is no GeoJSON FeatureCollection.
geojson-no-feature = Number { $row } is no GeoJSON feature.
geojson-no-point = Feature { $row }: only points can be read as a place’s position.
document-no-text = No text was found in this document. A scanned page must be turned into text first.
document-too-long = The document has more than { $letters } characters. Please divide it.

# Faults of rows

heading-unknown = No column is called so; nothing was read from it. The headings are those of an export.
heading-no-name = The table has neither a column id nor one for the name (such as name.zh-Hans).
cell-formula = is a formula; please put in the value instead
cell-no-number = “{ $text }” is no number
cell-no-whole-number = “{ $text }” is no whole number
cell-no-switch = “{ $text }” is neither yes nor no
cell-no-list = “{ $text }” is no list; write the items with semicolons between
cell-no-json = “{ $text }” can’t be read as JSON
cell-no-id = “{ $text }” can’t be an id; use lower-case letters, digits and single hyphens, or leave it empty
row-no-name = has neither an id nor a name
row-twice = { $text } was in row { $other } already
row-many-places = several places are called so: { $text }. Please give the id.
row-open-draft = has an open draft by { $who }. Please finish or withdraw it first.
row-retired = was retired. Please bring it back on its own page first.
row-half-position = the position needs both a latitude (-90 to 90) and a longitude (-180 to 180)
row-no-precision = how precise the position is (exact, street, area) is said neither in the row nor for the file
row-no-uncertainty = the uncertainty in metres is said neither in the row nor for the file
row-no-source = it is not said who says so and since when, neither in the row nor for the file
row-no-picture = the picture { $text } is not kept here; please add pictures on the place’s page

# The open-data dump

dump-no-licence = The publisher has stated no licence. Please ask before you pass the data on.
dump-readme = # { $name }: open data

    { $n } places, revision { $revision }; facts gathered up to { $compiled }.

    - data/places.csv, .xlsx, .geojson, .jsonld: the same places in four formats. Positions are WGS84. An empty field is unknown.
    - data/provenance.csv: for each field who says so, since when, how far to trust it, and when to ask again.
    - data/sources.csv: what the sources are.
    - pack/: the same data as the guide reads it; opening hours follow the OSM opening_hours syntax.
    - LICENCE.txt: what you may do with it. SHA256SUMS: check with sha256sum -c SHA256SUMS.

    In the CSV files a text that a spreadsheet would take for a formula begins with an apostrophe.
