package org.zhixing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.mailer.MockMailbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.zhixing.organization.Numbered;
import org.zhixing.platform.database.TestDatabase;

/** ORG-4: a backup without the field key shows no ID number, telephone number or address for reminders, in whatever form. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BackupTest {
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    @Inject
    MockMailbox mailbox;

    private int phones = 46_810_000;

    @Test
    void noColumnOfAnyTableHoldsANumberInClear() {
        Samples.House house = samples.house();
        RequestSpecification secretary = as(house.secretaries.getFirst());
        List<String> canaries = new ArrayList<>();

        String number = canary(canaries, Numbered.next().value());
        String member = created(keyed(secretary)
                .body(Map.of(
                        "branchId",
                        house.branches.getFirst(),
                        "name",
                        "赵一",
                        "idNumber",
                        number,
                        "phone",
                        canary(canaries, phone()),
                        "category",
                        "ORDINARY",
                        "stage",
                        "FULL"))
                .post("/members"));
        Response disclosed = disclose(secretary, member, "disclosed");
        disclosed.then().statusCode(200).body("idNumber", equalTo(number));
        assertThat(disclose(secretary, member, "disclosed").asString()).isEqualTo(disclosed.asString());
        keyed(secretary)
                .body(Map.of("idNumber", number))
                .post("/members/lookups")
                .then()
                .statusCode(200);
        given().spec(secretary)
                .contentType("application/merge-patch+json")
                .header("If-Match", Samples.etag(given().spec(secretary).get("/members/{id}", member)))
                .body(Map.of("phone", canary(canaries, phone())))
                .patch("/members/{id}", member)
                .then()
                .statusCode(200);
        bringIn(house, canaries);
        remind(secretary, canary(canaries, "canary-" + UUID.randomUUID() + "@example.com"), true);
        remind(secretary, canary(canaries, "canary-" + UUID.randomUUID() + "@example.com"), false);

        assertThat(found(canaries)).isEmpty();
    }

    /** The control: what is there in any of the forms is found, else the test above would prove nothing. */
    @Test
    void aNumberInAnUnprotectedColumnWouldBeFound() {
        Samples.House house = samples.house();
        String number = Numbered.next().value();
        created(as(house.secretaries.getFirst())
                .body(Map.of(
                        "branchId",
                        house.branches.getFirst(),
                        "name",
                        "钱二",
                        "post",
                        "证" + number,
                        "category",
                        "ORDINARY",
                        "stage",
                        "FULL"))
                .post("/members"));
        // The record repeats what was typed into a field that is not protected, so it shows there as well.
        assertThat(found(List.of(number))).containsExactlyInAnyOrder("member.post", "audit_event.changes");

        sql("create table control (written text, stored bytea)");
        try {
            for (Charset charset : CHARSETS) {
                for (String before : List.of("", "a", "ab")) {
                    byte[] bytes = (before + number + "z").getBytes(charset);
                    for (String form : List.of(
                            Base64.getEncoder().encodeToString(bytes),
                            HexFormat.of().formatHex(bytes),
                            HexFormat.of().withUpperCase().formatHex(bytes))) {
                        hide(form, null);
                        assertThat(found(List.of(number))).as(form).contains("control.written");
                        hide(null, form.getBytes(StandardCharsets.US_ASCII));
                        assertThat(found(List.of(number))).as(form).contains("control.stored");
                    }
                    hide(null, bytes);
                    assertThat(found(List.of(number))).contains("control.stored");
                }
            }
        } finally {
            sql("drop table control");
        }
    }

    /** An address for reminders, verified or still waiting for its code. */
    private void remind(RequestSpecification who, String address, boolean verified) {
        keyed(who)
                .body(Map.of("email", address))
                .post("/me/reminder-settings/email-verifications")
                .then()
                .statusCode(200);
        if (verified) {
            Matcher code = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}")
                    .matcher(mailbox.getMailsSentTo(address).getFirst().getText());
            assertThat(code.find()).isTrue();
            keyed(who)
                    .body(Map.of("code", code.group()))
                    .post("/me/reminder-settings/email-confirmations")
                    .then()
                    .statusCode(200);
        }
    }

    /** A roster with a good row, a number with a wrong check digit, one that is there twice, and a member who moves. */
    private void bringIn(Samples.House house, List<String> canaries) {
        String wrong = Numbered.next().value();
        wrong = wrong.substring(0, 17) + (wrong.charAt(17) == '1' ? '2' : '1');
        String twice = canary(canaries, Numbered.next().value());
        String csv = "姓名,所在支部,身份证号,手机号\n"
                + "孙三,第1支部," + canary(canaries, Numbered.next().value()) + "," + canary(canaries, phone()) + "\n"
                + "李四,第1支部," + canary(canaries, wrong) + "," + canary(canaries, phone()) + "\n"
                + "周五,第1支部," + twice + ",\n"
                + "吴六,第2支部," + twice + ",\n"
                + "郑七,第2支部,," + canary(canaries, phone() + "7777777777") + "\n";
        String tried = as(house.office)
                .contentType(ContentType.MULTIPART)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .multiPart("file", "roster.csv", csv.getBytes(StandardCharsets.UTF_8))
                .multiPart("organizationId", house.committee.toString())
                .post("/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        finished(house, tried).then().body("state", equalTo("DONE")).body("failed", equalTo(3));
        String applied = keyed(as(house.office))
                .post("/imports/{id}/applications", tried)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        finished(house, applied).then().body("state", equalTo("DONE")).body("created", equalTo(2));
    }

    private static Response finished(Samples.House house, String job) {
        RequestSpecification office = as(house.office);
        Response answer;
        do {
            answer = given().spec(office).get("/imports/{id}", job);
        } while (List.of("QUEUED", "RUNNING").contains(answer.<String>path("state")));
        return answer;
    }

    private static Response disclose(RequestSpecification who, String member, String key) {
        return given().spec(who)
                .header("Idempotency-Key", key + member)
                .body(Map.of("reason", "核对党员花名册"))
                .post("/members/{id}/disclosures", member);
    }

    private static RequestSpecification keyed(RequestSpecification who) {
        return given().spec(who).header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private static String canary(List<String> canaries, String value) {
        canaries.add(value);
        return value;
    }

    private String phone() {
        return "198" + phones++;
    }

    /** The columns of the whole database, as text, that hold one of these in one of its forms. */
    private Set<String> found(List<String> canaries) {
        String[] forms = canaries.stream()
                .flatMap(canary -> forms(canary).stream())
                .distinct()
                .toArray(String[]::new);
        List<Object[]> columns = entities.createNativeQuery("""
                        select c.table_name, c.column_name from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where table_schema = 'public' and table_type = 'BASE TABLE' order by 1, 2""", Object[].class).getResultList();
        assertThat(columns).hasSizeGreaterThan(100);
        Set<String> holding = new LinkedHashSet<>();
        for (Object[] column : columns) {
            boolean holds = (Boolean) entities.createNativeQuery("""
                            select exists (select 1 from "%s" t where lower(cast(t."%s" as text)) like any (:forms))""".formatted(column), Boolean.class)
                    .setParameter("forms", forms)
                    .getSingleResult();
            if (holds) {
                holding.add(column[0] + "." + column[1]);
            }
        }
        return holding;
    }

    /** A text as it may stand somewhere: itself, in hexadecimal and base64 of three charsets, and each of these as bytes. */
    private static List<String> forms(String canary) {
        List<String> written = new ArrayList<>(List.of(canary));
        for (Charset charset : CHARSETS) {
            byte[] bytes = canary.getBytes(charset);
            written.add(HexFormat.of().formatHex(bytes));
            for (int before = 0; before < 3; before++) {
                written.add(base64Within(bytes, before));
            }
        }
        List<String> all = new ArrayList<>(written);
        for (String text : written) {
            all.add(HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII)));
            all.add(HexFormat.of().formatHex(text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII)));
        }
        return all.stream()
                .map(form -> "%" + form.toLowerCase(Locale.ROOT) + "%")
                .toList();
    }

    /** The characters that the bytes alone decide, where so many other bytes come before them and some after. */
    private static String base64Within(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int whole = (shifted.length * 8) / 6;
        return text.substring((before * 8 + 5) / 6, whole);
    }

    private void hide(String written, byte[] stored) {
        QuarkusTransaction.requiringNew().run(() -> {
            entities.createNativeQuery("delete from control").executeUpdate();
            entities.createNativeQuery("insert into control values (cast(:written as text), cast(:stored as bytea))")
                    .setParameter("written", written)
                    .setParameter("stored", stored)
                    .executeUpdate();
        });
    }

    private void sql(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(statement).executeUpdate());
    }
}
