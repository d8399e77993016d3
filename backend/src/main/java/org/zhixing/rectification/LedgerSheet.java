package org.zhixing.rectification;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.zhixing.platform.file.PlainCell;
import org.zhixing.rectification.LedgerColumn.Line;
import org.zhixing.rectification.LedgerColumn.Said;

/** The ledger as it is handed in, written line by line as it is read: nothing of it is held. REP-1. */
sealed interface LedgerSheet extends AutoCloseable {
    void write(List<Line> lines) throws IOException;

    @Override
    void close() throws IOException;

    private static List<String> headings(Said words) {
        List<String> headings = new ArrayList<>(List.of(words.of("column.ORDINAL")));
        for (LedgerColumn column : LedgerColumn.values()) {
            headings.add(words.of("column." + column.name()));
        }
        return headings;
    }

    /** A workbook for A4 across, its headings on every page; what does not fit on a sheet goes on the next. */
    final class Book implements LedgerSheet {
        static final int ROWS_OF_A_SHEET = 1_048_576;
        private static final int ABOVE = 2;

        private final Workbook book;
        private final String title;
        private final Said words;
        private final int most;
        private Worksheet sheet;
        private int sheets;
        private int row;
        private int ordinal;

        Book(OutputStream out, String title, Said words, int most) {
            this.book = new Workbook(out, "Zhixing", null);
            this.title = title;
            this.words = words;
            this.most = most;
            this.sheet = begin();
        }

        @Override
        public void write(List<Line> lines) throws IOException {
            for (Line line : lines) {
                if (row == most) {
                    sheet.finish();
                    sheet = begin();
                }
                sheet.value(row, 0, ++ordinal);
                for (LedgerColumn column : LedgerColumn.values()) {
                    sheet.inlineString(row, column.ordinal() + 1, PlainCell.of(column.text(line, words)));
                }
                sheet.range(row, 0, row, LedgerColumn.values().length)
                        .style()
                        .wrapText(true)
                        .verticalAlignment("top")
                        .borderStyle(BorderStyle.THIN)
                        .set();
                row++;
            }
            sheet.flush();
        }

        private Worksheet begin() {
            Worksheet next = book.newWorksheet(words.of("sheet") + (++sheets == 1 ? "" : " " + sheets));
            int last = LedgerColumn.values().length;
            next.width(0, 6);
            for (LedgerColumn column : LedgerColumn.values()) {
                next.width(column.ordinal() + 1, column.width);
            }
            next.pageOrientation("landscape");
            next.paperSize(PaperSize.A4_PAPER);
            next.setFitToPage(true);
            next.fitToWidth((short) 1);
            next.fitToHeight((short) 0);
            next.repeatRows(1);
            next.freezePane(0, ABOVE);
            next.inlineString(0, 0, PlainCell.of(title));
            next.range(0, 0, 0, last).merge();
            next.range(0, 0, 0, last)
                    .style()
                    .bold()
                    .fontSize(14)
                    .horizontalAlignment("center")
                    .set();
            List<String> headings = headings(words);
            for (int c = 0; c < headings.size(); c++) {
                next.inlineString(1, c, headings.get(c));
            }
            next.range(1, 0, 1, last)
                    .style()
                    .bold()
                    .wrapText(true)
                    .horizontalAlignment("center")
                    .borderStyle(BorderStyle.THIN)
                    .set();
            row = ABOVE;
            return next;
        }

        @Override
        public void close() throws IOException {
            book.close();
        }
    }

    /** Comma-separated text in UTF-8 with its mark, which Chinese spreadsheets need to know it by. */
    final class Text implements LedgerSheet {
        private final CsvWriter csv;
        private final Said words;
        private int ordinal;

        Text(OutputStream out, Said words) {
            OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            this.words = words;
            try {
                text.write('\uFEFF');
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            this.csv = CsvWriter.builder().build(text);
            csv.writeRecord(headings(words));
        }

        @Override
        public void write(List<Line> lines) {
            for (Line line : lines) {
                List<String> cells = new ArrayList<>(List.of(Integer.toString(++ordinal)));
                for (LedgerColumn column : LedgerColumn.values()) {
                    cells.add(PlainCell.of(column.text(line, words)));
                }
                csv.writeRecord(cells);
            }
        }

        @Override
        public void close() throws IOException {
            csv.close();
        }
    }
}
