package org.zhixing.organization.roster;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;

/** A roster on disk, .xlsx or .csv, that is read row by row and never held whole. ORG-5. */
final class RosterFile {
    static final int MAX_ROWS = 500_000;
    /** The heading row is looked for among the first rows: a title may stand above it. */
    private static final int HEADING_WITHIN = 10;

    private static final int MAX_COLUMNS = 200;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE2 = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };
    private static final byte[] UTF8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path path;
    private final boolean workbook;

    /** @param numeric whether the cell holds a number, not text */
    record Cell(String text, boolean numeric) {}

    /** @param number as the spreadsheet counts, from 1 */
    record Row(int number, List<@Nullable Cell> cells) {
        @Nullable
        Cell cell(int index) {
            return index < cells.size() ? cells.get(index) : null;
        }

        boolean isBlank() {
            return cells.stream().allMatch(cell -> cell == null || cell.text().isBlank());
        }
    }

    /** Where the headings stand and which column is which. */
    record Heading(int row, Map<RosterColumn, Integer> columns, List<String> texts) {}

    private RosterFile(Path path, boolean workbook) {
        this.path = path;
        this.workbook = workbook;
    }

    /** Knows the file by its bytes and refuses what cannot be a roster, before anything is stored. */
    static RosterFile open(Path path) {
        byte[] head = head(path);
        if (startsWith(head, OLE2)) {
            throw Refused.of(415, encrypted(path) ? "import/encrypted" : "import/old-workbook");
        }
        if (startsWith(head, ZIP)) {
            ZipGuard.check(path);
            return new RosterFile(path, true);
        }
        for (byte b : head) {
            if (b == 0) {
                throw Refused.of(415, "import/not-a-roster");
            }
        }
        if (head.length == 0) {
            throw Refused.of(415, "import/nothing-in-it");
        }
        return new RosterFile(path, false);
    }

    /** Finds the headings; without the columns that are needed the file is refused. */
    Heading heading(boolean branchNeeded) {
        List<Row> top = new ArrayList<>();
        read(row -> {
            top.add(row);
            return top.size() < HEADING_WITHIN;
        });
        Heading best = null;
        for (Row row : top) {
            Heading heading = heading(row);
            if (best == null || heading.columns().size() > best.columns().size()) {
                best = heading;
            }
        }
        List<String> missing = new ArrayList<>();
        Map<RosterColumn, Integer> found = best == null ? Map.of() : best.columns();
        if (!found.containsKey(RosterColumn.NAME)) {
            missing.add(RosterColumn.NAME.heading());
        }
        if (branchNeeded && !found.containsKey(RosterColumn.BRANCH)) {
            missing.add(RosterColumn.BRANCH.heading());
        }
        if (!missing.isEmpty()) {
            throw Refused.invalid("import/columns-missing", String.join("、", missing));
        }
        return best;
    }

    private static Heading heading(Row row) {
        Map<RosterColumn, Integer> columns = new EnumMap<>(RosterColumn.class);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            int index = i;
            String text = row.cell(i) == null ? "" : row.cell(i).text();
            texts.add(text);
            RosterColumn.of(text).ifPresent(column -> columns.putIfAbsent(column, index));
        }
        return new Heading(row.number(), columns, texts);
    }

    /** All rows below the heading that are not blank, from the top. More than 500,000 are refused. */
    void rowsBelow(Heading heading, Consumer<Row> take) {
        int[] count = {0};
        read(row -> {
            if (row.number() > heading.row() && !row.isBlank()) {
                if (++count[0] > MAX_ROWS) {
                    throw Refused.invalid("import/too-many-rows", MAX_ROWS);
                }
                take.accept(row);
            }
            return true;
        });
    }

    /** Takes a row and says whether to go on. */
    interface Take {
        boolean next(Row row);
    }

    void read(Take take) {
        try {
            if (workbook) {
                readWorkbook(take);
            } else {
                readText(take);
            }
        } catch (IOException | UncheckedIOException | ExcelReaderException | CsvParseException e) {
            throw Refused.of(415, workbook ? "import/broken-workbook" : "import/broken-text");
        }
    }

    private void readWorkbook(Take take) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(path.toFile(), new ReadingOptions(true, true))) {
            Optional<Sheet> sheet = book.getSheets()
                    .filter(s -> s.getVisibility() == SheetVisibility.VISIBLE)
                    .findFirst();
            if (sheet.isEmpty()) {
                throw Refused.of(415, "import/broken-workbook");
            }
            try (Stream<org.dhatim.fastexcel.reader.Row> rows = sheet.get().openStream()) {
                for (Iterator<org.dhatim.fastexcel.reader.Row> i = rows.iterator(); i.hasNext(); ) {
                    org.dhatim.fastexcel.reader.Row row = i.next();
                    if (!take.next(new Row(row.getRowNum(), cells(row)))) {
                        return;
                    }
                }
            }
        } catch (IOException | ExcelReaderException | Refused known) {
            throw known;
        } catch (RuntimeException malformed) {
            throw new IOException(malformed);
        }
    }

    private static List<@Nullable Cell> cells(org.dhatim.fastexcel.reader.Row row) {
        int width = Math.min(row.getCellCount(), MAX_COLUMNS);
        Cell[] cells = new Cell[width];
        for (int i = 0; i < width; i++) {
            cells[i] = row.hasCell(i) ? cell(row.getCell(i)) : null;
        }
        return Arrays.asList(cells);
    }

    private static @Nullable Cell cell(org.dhatim.fastexcel.reader.@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR) {
            return null;
        }
        if (cell.getType() == CellType.NUMBER) {
            if (isDate(cell.getDataFormatString())) {
                return new Cell(cell.asDate().toLocalDate().toString(), false);
            }
            BigDecimal number = cell.asNumber();
            return new Cell(number.stripTrailingZeros().toPlainString(), true);
        }
        return new Cell(cell.getText(), false);
    }

    private static boolean isDate(@Nullable String format) {
        return format != null
                && format.replaceAll("\\[[^]]*]|\"[^\"]*\"", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .matches(".*[ymd年月].*")
                && !"general".equalsIgnoreCase(format);
    }

    private void readText(Take take) throws IOException {
        Charset charset = charset();
        try (Reader reader = reader(charset);
                CsvReader<CsvRecord> records = CsvReader.builder()
                        .fieldSeparator(separator(charset))
                        .skipEmptyLines(true)
                        .ignoreDifferentFieldCount(true)
                        .maxBufferSize(1 << 20)
                        .ofCsvRecord(reader)) {
            for (CsvRecord record : records) {
                List<@Nullable Cell> cells = new ArrayList<>();
                for (String field : record.getFields().subList(0, Math.min(record.getFieldCount(), MAX_COLUMNS))) {
                    cells.add(field.isEmpty() ? null : new Cell(field, false));
                }
                if (!take.next(new Row((int) record.getStartingLineNumber(), cells))) {
                    return;
                }
            }
        }
    }

    /** UTF-8 where the whole file is that, else GB18030, which Chinese spreadsheets write. */
    private Charset charset() throws IOException {
        try (Reader reader = reader(StandardCharsets.UTF_8)) {
            reader.transferTo(java.io.Writer.nullWriter());
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException notUtf8) {
            return Charset.forName("GB18030");
        }
    }

    private Reader reader(Charset charset) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        in.mark(UTF8_MARK.length);
        if (!Arrays.equals(in.readNBytes(UTF8_MARK.length), UTF8_MARK)) {
            in.reset();
        }
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** The one of comma, tab and semicolon that the first line has most of. */
    private char separator(Charset charset) throws IOException {
        char[] first = new char[4096];
        int length;
        try (Reader reader = reader(charset)) {
            length = Math.max(0, reader.read(first));
        }
        String line = new String(first, 0, length).lines().findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {'\t', ';'}) {
            if (line.chars().filter(c -> c == candidate).count()
                    > line.chars().filter(c -> c == ',').count()) {
                best = candidate;
            }
        }
        return best;
    }

    /** An encrypted workbook is an OLE2 file with a stream of this name. */
    private static boolean encrypted(Path path) {
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        try (InputStream in = Files.newInputStream(path)) {
            byte[] start = in.readNBytes(1 << 20);
            for (int i = 0; i <= start.length - name.length; i++) {
                if (Arrays.equals(start, i, i + name.length, name, 0, name.length)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] head(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(4096);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean startsWith(byte[] head, byte[] signature) {
        return head.length >= signature.length
                && Arrays.equals(head, 0, signature.length, signature, 0, signature.length);
    }
}
