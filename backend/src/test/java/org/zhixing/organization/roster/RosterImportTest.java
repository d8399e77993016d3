package org.zhixing.organization.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.zhixing.Samples.as;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** ORG-5: a roster comes in from a spreadsheet. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RosterImportTest {
    private static final String HEADINGS = "姓名,* 所在支部（全称）,身份证号码,手机号,类别,入党时间,职务\n";

    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    private Samples.House house;

    @BeforeEach
    void build() {
        house = samples.house();
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndChangesNothing() {
        byte[] csv = utf8(HEADINGS + "赵新,第1支部," + number(1) + ",19900000001,普通党员,2019年7月1日,\n");
        Response done = finished(send(house.office, "roster.csv", csv, Map.of()));
        done.then()
                .body("state", equalTo("DONE"))
                .body("dryRun", equalTo(true))
                .body("created", equalTo(1))
                .body("failed", equalTo(0));
        assertThat(namesIn(house.committee)).doesNotContain("赵新");

        Response applied = as(house.office).post("/imports/{id}/applications", done.<String>path("id"));
        applied.then().statusCode(202);
        finished(applied)
                .then()
                .body("state", equalTo("DONE"))
                .body("dryRun", equalTo(false))
                .body("created", equalTo(1));
        assertThat(namesIn(house.branches.getFirst())).contains("赵新");
        as(house.office)
                .queryParam("q", "赵新")
                .get("/members")
                .then()
                .body("items[0].idNumber", containsString("***********"))
                .body("items[0].phone", equalTo("199****0001"))
                .body("items[0].joinedOn", equalTo("2019-07-01"));
    }

    @Test
    void theSameRosterTwiceChangesNothingTheSecondTime() {
        byte[] csv = utf8(HEADINGS + "赵新,第1支部," + number(2) + ",,党员干部,2019-07-01,宣传委员\n陈志强,第1支部,,,,,\n");
        finished(apply("roster.csv", csv)).then().body("created", equalTo(1)).body("unchanged", equalTo(1));
        finished(apply("roster.csv", csv)).then().body("created", equalTo(0)).body("unchanged", equalTo(2));
    }

    @Test
    void aMemberFoundByNumberInAnotherBranchIsTransferredWithBothPeriodsKept() { // ORG-2
        finished(apply("a.csv", utf8(HEADINGS + "钱进," + "第1支部," + number(3) + ",,,,\n")))
                .then()
                .body("created", equalTo(1));
        finished(apply("b.csv", utf8(HEADINGS + "钱进,第2支部," + number(3) + ",,,,\n")))
                .then()
                .body("transferred", equalTo(1));
        String id = as(house.office).queryParam("q", "钱进").get("/members").path("items[0].id");
        as(house.office)
                .get("/members/{id}/memberships", id)
                .then()
                .body("items", hasSize(2))
                .body("items[0].branch.name", equalTo("第2支部"));
    }

    @Test
    void aMemberEnteredWithoutANumberGainsItAndBlankCellsLeaveWhatIsKnown() {
        finished(apply("a.csv", utf8(HEADINGS + "陈志强,第1支部," + number(4) + ",19900000009,,,\n")))
                .then()
                .body("updated", equalTo(1));
        finished(apply("b.csv", utf8(HEADINGS + "陈志强,第1支部," + number(4) + ",,,,书记\n")))
                .then()
                .body("updated", equalTo(1));
        as(house.office)
                .queryParam("organization", house.branches.getFirst())
                .queryParam("q", "陈志强")
                .get("/members")
                .then()
                .body("items[0].phone", equalTo("199****0009"))
                .body("items[0].post", equalTo("书记"))
                .body("items[0].joinedOn", equalTo("2001-07-01"));
    }

    @Test
    void gb18030AndByteOrderMarksAndTabsAreRead() {
        String text = HEADINGS + "𠮷田新,第1支部," + number(5) + ",,,,\n";
        finished(send(house.office, "gb.csv", text.getBytes(Charset.forName("GB18030")), Map.of()))
                .then()
                .body("created", equalTo(1));
        finished(send(house.office, "bom.csv", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8), Map.of()))
                .then()
                .body("created", equalTo(1));
        finished(send(house.office, "tab.txt", utf8(text.replace(',', '\t')), Map.of()))
                .then()
                .body("created", equalTo(1));
    }

    @Test
    void everyFaultIsNamedByRowAndColumnWithItsRemedyAndTheRestGoesIn() throws IOException {
        String wrong = number(7).substring(0, 17) + (number(7).endsWith("0") ? "1" : "0");
        byte[] xlsx = workbook(sheet -> {
            row(sheet, 0, "城郊工委党员花名册");
            row(sheet, 1, "姓名", "支部", "身份证号", "手机", "类别", "入党日期");
            row(sheet, 2, "甲", "第1支部", number(6), "19900000001", "普通党员", "2001.7.1");
            row(sheet, 3, "乙", "第1支部", wrong, "", "", "");
            row(sheet, 4, "丙", "第9支部", number(8), "", "", "");
            row(sheet, 5, "丁", "第1支部", number(6), "", "", "");
            row(sheet, 6, "", "第1支部", "", "abc", "群众", "2001-02-30");
            row(sheet, 7, "戊", "第1支部");
            sheet.value(7, 2, 990001197605123415L);
        });
        Response done = finished(apply("名册.xlsx", xlsx));
        done.then()
                .body("state", equalTo("DONE"))
                .body("rowsTotal", equalTo(6))
                .body("created", equalTo(1))
                .body("failed", equalTo(5));
        Response errors = as(house.office).get("/imports/{id}/errors", done.<String>path("id"));
        errors.then().statusCode(200).body("items", hasSize(8));
        List<String> faults = new ArrayList<>();
        errors.<List<Map<String, Object>>>path("items")
                .forEach(f -> faults.add(f.get("row") + " " + f.get("column") + " " + f.get("code")));
        assertThat(faults)
                .containsExactlyInAnyOrder(
                        "4 身份证号 id-number/check-digit",
                        "5 支部 import/branch-unknown",
                        "6 身份证号 import/number-twice",
                        "7 姓名 import/empty",
                        "7 手机 import/phone",
                        "7 类别 import/not-one-of",
                        "7 入党日期 import/date",
                        "8 身份证号 import/number-rounded");
        errors.then()
                .body("items.find { it.code == 'id-number/check-digit' }.value", not(equalTo(wrong)))
                .body("items.find { it.code == 'import/number-twice' }.remedy", containsString("第 3 行"));
        as(house.office)
                .header("Accept-Language", "en")
                .get("/imports/{id}/errors", done.<String>path("id"))
                .then()
                .body("items.find { it.code == 'import/number-twice' }.remedy", containsString("row 3"));

        byte[] marked = as(house.office)
                .get("/imports/{id}/workbook", done.<String>path("id"))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(marked))) {
            var rows = book.getFirstSheet().read();
            assertThat(rows.get(1).getCellText(6)).isEqualTo("问题和处理办法");
            assertThat(rows.get(2).getCellCount()).isLessThanOrEqualTo(6);
            assertThat(rows.get(3).getCellText(6)).contains("身份证号校验码不对");
            assertThat(rows.get(3).getCellText(2)).isEqualTo(wrong);
        }
    }

    @Test
    void aRosterThatWouldDeactivateTooManyIsHaltedAndChangesNothing() {
        byte[] csv = utf8(HEADINGS + "陈志强,第1支部,,,,,\n");
        Response halted =
                finished(send(house.office, "part.csv", csv, Map.of("dryRun", "false", "deactivateMissing", "true")));
        halted.then().body("state", equalTo("HALTED")).body("problem.type", endsWith("import/too-many-missing"));
        assertThat(namesIn(house.committee)).hasSize(8);
    }

    @Test
    void thoseWhomACompleteRosterLacksLeave() {
        StringBuilder all = new StringBuilder(HEADINGS);
        IntStream.range(0, 40)
                .forEach(i -> all.append("张").append((char) ('\u4e00' + i)).append(",第1支部,,,,,\n"));
        finished(apply("all.csv", utf8(all.toString()))).then().body("created", equalTo(40));
        for (String name : namesIn(house.committee)) {
            if (!name.startsWith("张") && !name.equals("陈志强")) {
                all.append(name).append(",第1支部,,,,,\n").append(name).append(",第2支部,,,,,\n");
            }
        }
        all.append("陈志强,第1支部,,,,,\n");
        String complete = String.join("\n", all.toString().lines().distinct().toList()) + "\n";
        Response done = finished(
                send(house.office, "all.csv", utf8(complete), Map.of("dryRun", "false", "deactivateMissing", "true")));
        done.then()
                .body("state", equalTo("DONE"))
                .body("deactivated", equalTo(1))
                .body("failed", equalTo(0));
        assertThat(namesIn(house.branches.get(1))).doesNotContain("陈志强");
        assertThat(namesIn(house.branches.get(0))).contains("陈志强");
    }

    @Test
    void aSecretaryImportsTheOwnBranchWithoutABranchColumnAndNobodyElses() {
        byte[] csv = utf8("姓名,身份证号\n孙新," + number(9) + "\n");
        String secretary = house.secretaries.getFirst();
        Response own = request(
                secretary,
                "own.csv",
                csv,
                Map.of("organizationId", house.branches.getFirst().toString()));
        finished(secretary, own).then().body("state", equalTo("DONE")).body("created", equalTo(1));
        request(
                        secretary,
                        "other.csv",
                        csv,
                        Map.of("organizationId", house.branches.get(1).toString()))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/organizationId"));
        as(house.secretaries.get(1))
                .get("/imports/{id}", own.<String>path("id"))
                .then()
                .statusCode(404);
    }

    @Test
    void aPersonOfAnOrganisationOutOfReachIsNamedAsSuchAndNotTaken() {
        Samples.House other = samples.house();
        finished(
                        other.office,
                        request(
                                other.office,
                                "a.csv",
                                utf8(HEADINGS + "周远,第1支部," + number(10) + ",,,,\n"),
                                Map.of("dryRun", "false", "organizationId", other.committee.toString())))
                .then()
                .body("created", equalTo(1));
        Response mine = finished(apply("b.csv", utf8(HEADINGS + "周远,第1支部," + number(10) + ",,,,\n")));
        mine.then().body("created", equalTo(0)).body("failed", equalTo(1));
        as(house.office)
                .get("/imports/{id}/errors", mine.<String>path("id"))
                .then()
                .body("items[0].code", equalTo("import/elsewhere"));
    }

    @Test
    void filesThatAreNoRosterAreRefusedAtOnceWithTheReason() throws IOException {
        refused("a.xlsx", new byte[] {0, 1, 2, 3}, 415, "import/not-a-roster");
        refused("a.xlsx", zip(Map.of("hello.txt", utf8("hello"))), 415, "import/not-a-roster");
        refused("a.xlsx", new byte[0], 415, "import/nothing-in-it");
        byte[] ole2 = new byte[2048];
        System.arraycopy(
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1},
                0,
                ole2,
                0,
                8);
        refused("old.xls", ole2, 415, "import/old-workbook");
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, ole2, 1024, name.length);
        refused("locked.xlsx", ole2, 415, "import/encrypted");
        refused(
                "bomb.xlsx",
                zip(Map.of("xl/workbook.xml", utf8("<workbook/>"), "xl/worksheets/sheet1.xml", new byte[64 << 20])),
                415,
                "import/bomb");
        refused("wide.xlsx", wide(), 415, "import/broken-workbook");
        refused(
                "broken.xlsx",
                java.util.Arrays.copyOf(workbook(sheet -> row(sheet, 0, "姓名", "支部")), 600),
                415,
                "import/broken-workbook");
        refused("columns.csv", utf8("姓名,电话\n甲,1\n"), 422, "import/columns-missing");
        refused("latin.csv", new byte[] {'a', ',', (byte) 0xFF, '\n'}, 415, "import/broken-text");
    }

    @Test
    void aRepeatedUploadWithTheSameKeyIsOneImport() {
        byte[] csv = utf8(HEADINGS + "赵新,第1支部,,,,,\n");
        String key = UUID.randomUUID().toString();
        RequestSpecification first =
                upload(house.office, "a.csv", csv, Map.of("organizationId", house.committee.toString()));
        RequestSpecification second =
                upload(house.office, "a.csv", csv, Map.of("organizationId", house.committee.toString()));
        String one = first.header("Idempotency-Key", key)
                .post("/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        second.header("Idempotency-Key", key)
                .post("/imports")
                .then()
                .statusCode(202)
                .body("id", equalTo(one));
    }

    @Test
    void anUploadIsNotKeptInClear() {
        String number = number(11);
        finished(send(house.office, "a.csv", utf8(HEADINGS + "赵新,第1支部," + number + ",,,,\n"), Map.of()));
        List<?> found = entities.createNativeQuery(
                        "select 1 from stored_file_chunk where position(cast(:number as bytea) in content) > 0")
                .setParameter("number", number.getBytes(StandardCharsets.US_ASCII))
                .getResultList();
        assertThat(found).isEmpty();
    }

    /** The JVM of the tests with this tag has 512 MB of heap in all. */
    @Test
    @Tag("little-memory")
    void aHundredThousandRowsComeInWithin512Megabytes() throws IOException {
        assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(512L << 20);
        int rows = 100_000;
        byte[] xlsx = workbook(sheet -> {
            row(sheet, 0, "姓名", "支部", "身份证号", "手机", "类别", "入党日期", "职务");
            for (int i = 1; i <= rows; i++) {
                row(
                        sheet,
                        i,
                        "党员" + i,
                        "第" + (1 + i % 2) + "支部",
                        number(100_000 + i),
                        "199" + String.format("%08d", i),
                        "普通党员",
                        "2001-07-01",
                        "");
                if (i % 1_000 == 0) {
                    flush(sheet);
                }
            }
        });
        Response done = finished(apply("large.xlsx", xlsx));
        done.then()
                .body("state", equalTo("DONE"))
                .body("created", equalTo(rows))
                .body("rowsDone", equalTo(rows));
        as(house.office)
                .queryParam("total", true)
                .queryParam("organization", house.committee)
                .get("/members")
                .then()
                .body("total", equalTo(rows + 8));
        // The other tests have a house of ordinary size.
        QuarkusTransaction.requiringNew().timeout(300).run(() -> {
            entities.createNativeQuery(
                            "delete from membership where member_id in (select id from member where name ~ '^党员[0-9]+$')")
                    .executeUpdate();
            entities.createNativeQuery("delete from member where name ~ '^党员[0-9]+$'")
                    .executeUpdate();
        });
    }

    private void refused(String name, byte[] file, int status, String slug) {
        send(house.office, name, file, Map.of())
                .then()
                .statusCode(status)
                .body("type", endsWith(slug))
                .body("detail", not(equalTo("")));
    }

    private Response apply(String name, byte[] file) {
        return send(house.office, name, file, Map.of("dryRun", "false"));
    }

    private Response send(String user, String name, byte[] file, Map<String, String> parts) {
        Map<String, String> all = new java.util.HashMap<>(parts);
        all.put("organizationId", house.committee.toString());
        return request(user, name, file, all);
    }

    private static Response request(String user, String name, byte[] file, Map<String, String> parts) {
        return upload(user, name, file, parts).post("/imports");
    }

    private static RequestSpecification upload(String user, String name, byte[] file, Map<String, String> parts) {
        RequestSpecification request =
                as(user).contentType("multipart/form-data").multiPart("file", name, file);
        parts.forEach(request::multiPart);
        return request;
    }

    private Response finished(Response started) {
        return finished(house.office, started);
    }

    private static Response finished(String user, Response started) {
        started.then().statusCode(202);
        String id = started.path("id");
        RequestSpecification caller = as(user);
        for (int i = 0; i < 6_000; i++) {
            Response now = caller.get("/imports/" + id);
            now.then().statusCode(200);
            if (now.path("finishedAt") != null) {
                return now;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError(
                "The import did not end: " + caller.get("/imports/" + id).asString());
    }

    private List<String> namesIn(UUID organization) {
        return as(house.office)
                .queryParam("limit", 200)
                .queryParam("organization", organization)
                .get("/members")
                .path("items.name");
    }

    /** A valid number that nobody has: no area's code begins with 98 or 99. Small serials differ from house to house. */
    private String number(int serial) {
        int area =
                serial < 1_000 ? 980_000 + Math.floorMod(house.committee.hashCode(), 10_000) : 990_000 + serial / 1_000;
        String body = area + "19760512" + String.format("%03d", serial % 1_000);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += weights[i] * (body.charAt(i) - '0');
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private interface Fill {
        void into(Worksheet sheet);
    }

    private static byte[] workbook(Fill fill) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "test", null);
                Worksheet sheet = book.newWorksheet("Sheet1")) {
            fill.into(sheet);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static void row(Worksheet sheet, int row, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isEmpty()) {
                sheet.inlineString(row, i, cells[i]);
            }
        }
    }

    private static void flush(Worksheet sheet) {
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A workbook whose only cell stands in a column that no spreadsheet has. */
    private static byte[] wide() throws IOException {
        return zip(
                Map.of(
                        "xl/workbook.xml", utf8("<workbook/>"),
                        "xl/worksheets/sheet1.xml",
                                utf8(
                                        "<worksheet><sheetData><row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row></sheetData></worksheet>")));
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
