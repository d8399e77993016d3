package org.zhixing.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.zhixing.Samples.as;
import static org.zhixing.rectification.LedgerWorld.raised;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;
import org.zhixing.platform.file.PlainCell;
import org.zhixing.platform.problem.Words;

/** The ledger is handed in exactly as it is filtered, and nothing in it is calculated. REP-1 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LedgerExportTest {
    @Inject
    Samples samples;

    @Inject
    Words words;

    @Inject
    EntityManager entities;

    Samples.House house;
    String secretary;

    @BeforeEach
    void house() {
        house = samples.houseWithCampaign();
        secretary = house.secretaries.getFirst();
    }

    @Test
    void theWorkbookHasTheLedgersColumnsAndExactlyTheFiltersRowsInItsOrder() throws IOException {
        String first = raised(house, 0, "值班制度不落实", "2027-03-01");
        raised(house, 1, "路灯损坏无人修", "2027-03-02");
        raised(house, 0, "窗口排队时间长", "2027-03-03");
        as(secretary).body(Map.of("note", "已修订一半")).post("/rectification-items/{id}/log", first);
        List<Row> rows = workbook(export(
                house.office, Map.of("organization", house.branches.getFirst(), "sort", "-dueOn", "format", "xlsx")));
        assertThat(text(rows.getFirst(), 0)).startsWith("试验活动整改台账（第1支部，");
        assertThat(rows.get(1).stream().map(c -> c.getText()).toList())
                .containsExactly(
                        "序号", "编号", "支部", "存在问题", "五查", "性质", "来源", "整改措施", "类别", "牵头领导", "责任人", "完成时限", "进展情况", "状态",
                        "销号时间");
        assertThat(rows).hasSize(4);
        assertThat(text(rows.get(2), 3)).isEqualTo("窗口排队时间长");
        Row last = rows.get(3);
        assertThat(text(last, 3)).isEqualTo("值班制度不落实");
        assertThat(text(last, 7)).isEqualTo("1. 修订考勤制度\n2. 公开值班表");
        assertThat(text(last, 10)).isEqualTo("李建国");
        assertThat(text(last, 12)).isEqualTo("已修订一半");
        assertThat(text(last, 2)).isEqualTo("第1支部");
    }

    @Test
    void itIsPrintedOnA4AcrossWithItsHeadingsOnEveryPage() throws IOException {
        raised(house, 0, "值班制度不落实", "2027-03-01");
        String sheet = part(export(secretary, Map.of()).asByteArray(), "xl/worksheets/sheet1.xml");
        assertThat(sheet).contains("orientation=\"landscape\"").contains("paperSize=\"9\"");
        assertThat(part(export(secretary, Map.of()).asByteArray(), "xl/workbook.xml"))
                .contains("_xlnm.Print_Titles");
    }

    @Test
    void textBeginsWithItsMarkAndCarriesOnlyWhatTheCallerReaches() {
        raised(house, 0, "值班制度不落实", "2027-03-01");
        raised(house, 1, "路灯损坏无人修", "2027-03-02");
        byte[] bytes = export(secretary, Map.of("format", "csv")).asByteArray();
        assertThat(bytes).startsWith(0xEF, 0xBB, 0xBF);
        List<CsvRecord> lines = csv(bytes);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1).getField(3)).isEqualTo("值班制度不落实");
    }

    @Test
    void whatBeginsLikeAFormulaIsTextAndWhatDoesNotStaysAsItIs() {
        raised(house, 0, "=HYPERLINK(\"http://x\")", "2027-03-01");
        raised(house, 0, "a=b 不是公式", "2027-03-02");
        List<CsvRecord> lines = csv(export(secretary, Map.of("format", "csv")).asByteArray());
        assertThat(lines.get(1).getField(3)).isEqualTo("'=HYPERLINK(\"http://x\")");
        assertThat(lines.get(2).getField(3)).isEqualTo("a=b 不是公式");
        for (String begin : List.of("=", "+", "-", "@", "\t", "\r", " =", "＝")) {
            assertThat(PlainCell.of(begin + "1+1")).as(begin).startsWith("'");
        }
        assertThat(PlainCell.of("1+1")).isEqualTo("1+1");
        assertThat(PlainCell.of(null)).isEmpty();
    }

    @Test
    void anExportIsARecordedReading() {
        raised(house, 0, "值班制度不落实", "2027-03-01");
        export(secretary, Map.of("format", "csv"));
        as(samples.admin(house))
                .get("/audit-events")
                .then()
                .statusCode(200)
                .body("items.changes.flatten().findAll { it.kind == 'READ' }.type", hasItem("Ledger"));
    }

    @Test
    void whatDoesNotFitOnASheetGoesOnTheNextWithItsHeadings() throws IOException {
        raised(house, 0, "值班制度不落实", "2027-03-01");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        QuarkusTransaction.requiringNew().run(() -> {
            RectificationItem item = entities.createQuery(
                            "select i from RectificationItem i join fetch i.organization join fetch i.responsible where i.organization.id = :at",
                            RectificationItem.class)
                    .setParameter("at", house.branches.getFirst())
                    .getSingleResult();
            var said = new LedgerColumn.Said(words, Locale.CHINESE);
            try (LedgerSheet book = new LedgerSheet.Book(out, "台账", said, 4)) {
                book.write(List.of(
                        new LedgerColumn.Line(item, null),
                        new LedgerColumn.Line(item, null),
                        new LedgerColumn.Line(item, null)));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            var sheets = book.getSheets().toList();
            assertThat(sheets).hasSize(2);
            assertThat(sheets.get(0).read()).hasSize(4);
            assertThat(sheets.get(1).read()).hasSize(3);
            assertThat(sheets.get(1)
                            .read()
                            .get(2)
                            .getCellAsNumber(0)
                            .orElseThrow()
                            .intValue())
                    .isEqualTo(3);
        }
    }

    /** The JVM of the tests with this tag has 512 MB of heap in all: a hundred thousand items in it would not fit. */
    @Test
    @Tag("little-memory")
    void aHundredThousandItemsGoOutWithin512Megabytes() throws IOException {
        assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(512L << 20);
        String one = raised(house, 0, "值班制度不落实", "2027-03-01");
        QuarkusTransaction.requiringNew().timeout(300).run(() -> {
            entities.createNativeQuery("""
                            insert into rectification_item (id, number, campaign_id, organization_id, problem, dimension, nature,
                                kind, responsible_id, due_on, state, origin_kind, created_at, updated_at, version)
                            select gen_random_uuid(), 5000000 + n, campaign_id, organization_id, repeat('值班制度不落实', 20), dimension,
                                nature, kind, responsible_id, due_on + n % 300, state, origin_kind, created_at, updated_at, 0
                            from rectification_item, generate_series(1, 99999) as n where id = :one""")
                    .setParameter("one", java.util.UUID.fromString(one))
                    .executeUpdate();
        });
        long bytes = 0;
        try (InputStream in = export(secretary, Map.of("format", "csv")).asInputStream()) {
            byte[] some = new byte[1 << 16];
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                bytes += read;
            }
        }
        assertThat(bytes).isGreaterThan(99_999L * 400);
        QuarkusTransaction.requiringNew().timeout(300).run(() -> entities.createNativeQuery(
                        "delete from rectification_item where number > 5000000")
                .executeUpdate());
    }

    private Response export(String who, Map<String, ?> query) {
        Response answer = as(who).queryParams(query).get("/rectification-items/export");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private static List<Row> workbook(Response answer) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(answer.asByteArray()))) {
            return book.getFirstSheet().read();
        }
    }

    private static String text(Row row, int column) {
        return row.getCell(column).getText();
    }

    private static List<CsvRecord> csv(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).substring(1);
        return CsvReader.builder().ofCsvRecord(text).stream().toList();
    }

    private static String part(byte[] workbook, String name) throws IOException {
        Path file = Files.createTempFile("ledger", ".xlsx");
        try (ZipFile zip = new ZipFile(Files.write(file, workbook).toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            Files.delete(file);
        }
    }
}
