package org.zhixing.organization.roster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.zhixing.platform.problem.Words;

/**
 * The roster that came in, given back as a workbook: each failing cell is red and carries the reason, and a last column
 * says what is wrong with the row and what to do. Everything is written as text, so that no cell becomes a formula.
 */
final class MarkedWorkbook {
    private static final String RED = "FFC7CE";
    private static final int SOME = 1_000;

    private final RosterImports imports;
    private final UUID job;
    private final Words words;
    private final Locale language;

    MarkedWorkbook(RosterImports imports, UUID job, Words words, Locale language) {
        this.imports = imports;
        this.job = job;
        this.words = words;
        this.language = language;
    }

    void write(RosterFile file, RosterFile.Heading heading, OutputStream out) {
        try (Workbook book = new Workbook(out, "Zhixing", null);
                Worksheet sheet = book.newWorksheet(words.say(language, "import/sheet"))) {
            int reason = heading.texts().size();
            List<RosterFile.Row> rows = new ArrayList<>(SOME);
            file.read(row -> {
                rows.add(row);
                if (rows.size() == SOME) {
                    write(sheet, heading, reason, rows);
                }
                return true;
            });
            write(sheet, heading, reason, rows);
            sheet.freezePane(0, heading.row());
            sheet.width(reason, 60);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Worksheet sheet, RosterFile.Heading heading, int reason, List<RosterFile.Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Map<Integer, List<RosterImportFault>> faults =
                imports
                        .faultsBetween(
                                job, rows.getFirst().number(), rows.getLast().number())
                        .stream()
                        .collect(Collectors.groupingBy(RosterImportFault::row, HashMap::new, Collectors.toList()));
        for (RosterFile.Row row : rows) {
            int at = row.number() - 1;
            for (int i = 0; i < row.cells().size(); i++) {
                RosterFile.Cell cell = row.cell(i);
                if (cell != null) {
                    sheet.value(at, i, cell.text());
                }
            }
            if (row.number() == heading.row()) {
                sheet.value(at, reason, words.say(language, "import/reason"));
                sheet.range(at, 0, at, reason).style().bold().set();
            }
            mark(sheet, at, heading, reason, faults.getOrDefault(row.number(), List.of()));
        }
        rows.clear();
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void mark(Worksheet sheet, int at, RosterFile.Heading heading, int reason, List<RosterImportFault> faults) {
        Map<Integer, String> comments = new LinkedHashMap<>();
        List<String> sentences = new ArrayList<>();
        for (RosterImportFault fault : faults) {
            String sentence = fault.message(words, language) + "：" + fault.remedy(words, language);
            sentences.add(fault.header() == null ? sentence : fault.header() + " " + sentence);
            Integer column = fault.column() == null ? null : heading.columns().get(fault.column());
            if (column != null) {
                comments.merge(column, sentence, (one, other) -> one + "\n" + other);
            }
        }
        comments.forEach((column, comment) -> {
            sheet.style(at, column).fillColor(RED).set();
            sheet.comment(at, column, comment);
        });
        if (!sentences.isEmpty()) {
            sheet.value(at, reason, String.join("；", sentences));
            sheet.style(at, reason).fillColor(RED).set();
        }
    }

    /** An empty roster with the headings and one example, for those who have no file yet. */
    static void template(OutputStream out, Words words, Locale language) {
        List<String> example = List.of(
                "李向阳", "柳溪村党支部", "990001197605123415", "19900001234", "普通党员", "正式党员", "否", "2003-06-28", "组织委员");
        try (Workbook book = new Workbook(out, "Zhixing", null);
                Worksheet sheet = book.newWorksheet(words.say(language, "import/sheet"))) {
            for (RosterColumn column : RosterColumn.values()) {
                sheet.value(0, column.ordinal(), column.heading());
                sheet.value(1, column.ordinal(), example.get(column.ordinal()));
                sheet.width(
                        column.ordinal(), column == RosterColumn.ID_NUMBER || column == RosterColumn.BRANCH ? 24 : 14);
                // Text, so that an ID number keeps its last digits.
                sheet.style(column.ordinal()).format("@").set();
            }
            sheet.range(0, 0, 0, RosterColumn.values().length - 1)
                    .style()
                    .bold()
                    .set();
            sheet.freezePane(0, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
