package org.zhixing.study.attachment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** Photos and papers of a session: known by their content, kept by those who keep the roll, withdrawn but not deleted. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SessionAttachmentTest {
    private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ffe000104a46494600010100000100010000ffd9");

    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    @Test
    void aPhotoIsKeptAndReadBackAndOutsideThereIsNone() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        String photo = created(add(house.secretaries.getFirst(), session, "现场.jpg", JPEG));
        as(house.people.getFirst())
                .get("/study-sessions/{id}/attachments", session)
                .then()
                .body("items.fileName", contains("现场.jpg"))
                .body("items[0].mediaType", equalTo("image/jpeg"));
        as(house.people.getFirst())
                .get("/study-sessions/{id}/attachments/{photo}/content", session, photo)
                .then()
                .statusCode(200)
                .contentType("image/jpeg");
        add(house.secretaries.get(1), session, "现场.jpg", JPEG).then().statusCode(404);
        as(house.secretaries.get(1))
                .get("/study-sessions/{id}/attachments/{photo}/content", session, photo)
                .then()
                .statusCode(404);
        add(house.people.getFirst(), session, "现场.jpg", JPEG).then().statusCode(403);
    }

    @Test
    void whatIsNotWhatItsNameSaysOrNoPictureIsRefused() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        String secretary = house.secretaries.getFirst();
        add(secretary, session, "假.jpg", "<script>".getBytes()).then().statusCode(415);
        add(secretary, session, "页面.html", "<html>".getBytes()).then().statusCode(415);
        add(secretary, session, "文字.txt", "文字".getBytes()).then().statusCode(415);
        as(secretary).get("/study-sessions/{id}/attachments", session).then().body("items", empty());
    }

    @Test
    void whatIsWithdrawnIsShownToMembersNoMoreAndKept() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        String secretary = house.secretaries.getFirst();
        String photo = created(add(secretary, session, "现场.jpg", JPEG));
        as(secretary)
                .body(Map.of("reason", "照片传错"))
                .post("/study-sessions/{id}/attachments/{photo}/withdrawal", session, photo)
                .then()
                .statusCode(200)
                .body("withdrawReason", equalTo("照片传错"));
        as(house.people.getFirst())
                .get("/study-sessions/{id}/attachments", session)
                .then()
                .body("items", empty());
        as(house.people.getFirst())
                .get("/study-sessions/{id}/attachments/{photo}/content", session, photo)
                .then()
                .statusCode(404);
        as(secretary)
                .get("/study-sessions/{id}/attachments/{photo}/content", session, photo)
                .then()
                .statusCode(200);
        as(secretary)
                .body(Map.of("reason", "再撤"))
                .post("/study-sessions/{id}/attachments/{photo}/withdrawal", session, photo)
                .then()
                .statusCode(409);
    }

    @Test
    void sixtyFitAndNoMore() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        String secretary = house.secretaries.getFirst();
        created(add(secretary, session, "0.jpg", JPEG));
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery("""
                                insert into session_attachment (id, session_id, file_id, added_by, added_at, version)
                                select gen_random_uuid(), session_id, file_id, added_by, added_at, 0
                                from session_attachment, generate_series(1, 58) where session_id = :session""")
                .setParameter("session", UUID.fromString(session))
                .executeUpdate());
        created(add(secretary, session, "59.jpg", JPEG));
        add(secretary, session, "60.jpg", JPEG)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:zhixing:problem:study/too-many-attachments"));
    }

    private static Response add(String who, String session, String name, byte[] content) {
        return as(who).contentType("multipart/form-data")
                .multiPart("file", name, content)
                .post("/study-sessions/{id}/attachments", session);
    }
}
