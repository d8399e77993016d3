package org.zhixing.study.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** Who looks for a Chinese word finds where it stands, the best first, and only what is theirs to see. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MaterialSearchTest {
    @Inject
    Samples samples;

    @Inject
    TextExtraction extraction;

    @Inject
    Scheduler scheduler;

    private Samples.House house;
    private String secretary;
    private UUID branch;

    @BeforeEach
    void build() {
        house = samples.houseWithCampaign();
        secretary = house.secretaries.getFirst();
        branch = house.branches.getFirst();
    }

    @Test
    void wordsAreFoundWithinLongerOnesAndNotAcrossOthers() {
        text("学习党章", "第一讲");
        text("党的章程", "第二讲");
        assertThat(found("党章")).containsExactly("学习党章");
        assertThat(found("章程")).containsExactly("党的章程");
        assertThat(found("习党")).containsExactly("学习党章");
    }

    @Test
    void piecesThatStandApartAreNotTheTerm() {
        text("甲", "服务群众，群众路线，路线方针");
        text("乙", "服务群众路线");
        assertThat(found("服务群众路线")).containsExactly("乙");
        assertThat(found("群众路线")).containsExactlyInAnyOrder("甲", "乙");
    }

    @Test
    void oneCharacterRareOnesAndLatinWordsAreFound() {
        text("𠮷林行", "走访");
        text("Party history", "党的历史 ABC");
        assertThat(found("𠮷")).containsExactly("𠮷林行");
        assertThat(found("林")).containsExactly("𠮷林行");
        assertThat(found("PARTY")).containsExactly("Party history");
        assertThat(found("hist")).containsExactly("Party history");
        assertThat(found("abc 党")).containsExactly("Party history");
        assertThat(found("ABC 走访")).isEmpty();
    }

    @Test
    void theTitleComesBeforeTheTextAndWholeWordsBeforeChanceNeighbours() {
        text("读书", "这次学习说到服务群众的办法");
        text("服务群众", "短文");
        assertThat(found("服务群众")).containsExactly("服务群众", "读书");
        // 研究生命起源 is 研究|生命|起源: 研究生 only by chance; 研究生 as a word stands in the other.
        text("甲", "研究生导师");
        text("乙", "研究生命起源");
        assertThat(found("研究生")).containsExactly("甲", "乙");
    }

    @Test
    void pagesOfASearchFollowEachOther() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add("第" + i + "讲");
            text("第" + i + "讲", i % 2 == 0 ? "党章" : "党章党章");
        }
        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            var request =
                    as(secretary).queryParam("q", "党章").queryParam("limit", 2).queryParam("total", true);
            Response page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/materials");
            page.then().statusCode(200);
            read.addAll(page.path("items.title"));
            cursor = page.path("next");
            assertThat((Integer) page.path("total")).isEqualTo(5);
        } while (cursor != null);
        assertThat(read).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void hitsAreMarkedAsData() {
        text("学习党章", "前言。".repeat(30) + "<b>学党章</b>，守党章。" + "后记。".repeat(60));
        Response page = as(secretary).queryParam("q", "党章").get("/materials");
        assertThat(page.<List<Map<String, Object>>>path("items[0].hits.title"))
                .containsExactly(Map.of("text", "学习", "hit", false), Map.of("text", "党章", "hit", true));
        List<Map<String, Object>> parts = page.path("items[0].hits.text");
        String whole =
                String.join("", parts.stream().map(p -> (String) p.get("text")).toList());
        assertThat(whole).startsWith("…").endsWith("…").contains("<b>学党章</b>").hasSizeLessThan(130);
        assertThat(parts).filteredOn("hit", true).extracting("text").containsExactly("党章", "党章");
    }

    @Test
    void theMarksOfMarkdownAreNeitherFoundNorInTheWay() {
        text("甲", "## 三个**多**听\n> 多到`现场`");
        assertThat(found("三个多听")).containsExactly("甲");
        assertThat(found("多到现场")).containsExactly("甲");
        assertThat(found("##")).isEmpty();
    }

    @Test
    void signsWithAMeaningForTheDatabaseAreHarmless() {
        text("C++ 与 don't", "100% 的_内容 \\ a:b & c | d");
        for (String q : List.of(
                "&", "|", "!", "':*", "党 & !章", "a:*", "\\", "%", "_", "'", "<->", "(", "')) or 1=1 --", "\"", "：")) {
            as(secretary).queryParam("q", q).get("/materials").then().statusCode(200);
        }
        assertThat(found("%")).isEmpty();
        assertThat(found("don't")).containsExactly("C++ 与 don't");
        assertThat(found("c++")).containsExactly("C++ 与 don't");
        assertThat(found("a:b")).containsExactly("C++ 与 don't");
        assertThat(found("c-d")).isEmpty();
    }

    @Test
    void nothingOutsideTheScopeIsFound() {
        text("支部的党章讲稿", "党章");
        Uploading.text(house.office, house, house.committee, "工委的党章讲稿", "党章");
        assertThat(found(house.people.get(1), "党章")).containsExactly("工委的党章讲稿");
    }

    @Test
    void correctionsAreFoundAtOnceAndWhatWasCorrectedNoMore() {
        String id = text("旧题目", "旧正文");
        as(secretary)
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Map.of("title", "新题目", "text", "换了内容"))
                .patch("/materials/{id}", id)
                .then()
                .statusCode(200);
        assertThat(found("新题")).hasSize(1);
        assertThat(found("换了内容")).hasSize(1);
        assertThat(found("旧")).isEmpty();
    }

    @Test
    void theTextInFilesIsFound() {
        file("甲", "a.pdf", Documents.pdf("Serve the people"));
        file("乙", "a.docx", Documents.docx("到田间地头走访群众"));
        file("丙", "a.txt", "水利设施管护办法".getBytes(StandardCharsets.UTF_8));
        extraction.extractWaiting();
        assertThat(found("serve the people")).containsExactly("甲");
        assertThat(found("田间地头")).containsExactly("乙");
        assertThat(found("水利设施")).containsExactly("丙");
    }

    @Test
    void aBrokenPdfIsKeptAndFoundByItsTitle() {
        file("破损的读本", "a.pdf", "%PDF-1.7 nothing that follows".getBytes(StandardCharsets.UTF_8));
        extraction.extractWaiting();
        extraction.extractWaiting();
        assertThat(found("破损")).containsExactly("破损的读本");
    }

    @Test
    void aVeryLongTextCanBePublishedAndFound() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.appendCodePoint(0x4E00 + i % 20_000).append((char) (0x4E00 + (i * 7919) % 20_000));
        }
        text.append("文末的话");
        text("长文", text.toString());
        assertThat(found("长文")).containsExactly("长文");
    }

    /** The extraction is carried out by the tests themselves. */
    @BeforeEach
    void alone() {
        scheduler.pause();
    }

    @AfterEach
    void together() {
        scheduler.resume();
    }

    private String text(String title, String text) {
        return Uploading.text(secretary, house, branch, title, text);
    }

    private void file(String title, String name, byte[] content) {
        created(Uploading.file(secretary, house, title, name, content));
    }

    private List<String> found(String q) {
        return found(secretary, q);
    }

    private static List<String> found(String who, String q) {
        return as(who).queryParam("q", q)
                .get("/materials")
                .then()
                .statusCode(200)
                .extract()
                .path("items.title");
    }
}
