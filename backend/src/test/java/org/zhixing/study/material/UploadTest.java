package org.zhixing.study.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** A large file gets there whole, however often the line is cut, and is nobody else's on the way. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UploadTest {
    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    private Samples.House house;
    private String secretary;

    @BeforeEach
    void build() {
        house = samples.houseWithCampaign();
        secretary = house.secretaries.getFirst();
    }

    @Test
    void anUploadResumedAtOddOffsetsIsTheSameFile() throws Exception {
        byte[] video = video(1_500_001);
        String id = Uploading.id(Uploading.begin(secretary, "讲座.mp4", video.length));
        int at = 0;
        for (int part : new int[] {1, 262_143, 262_145, 7, 700_000, 275_705}) {
            Uploading.append(secretary, id, at, Arrays.copyOfRange(video, at, at + part))
                    .then()
                    .statusCode(204)
                    .header("Upload-Offset", equalTo(String.valueOf(at + part)));
            at += part;
            as(secretary)
                    .header("Tus-Resumable", "1.0.0")
                    .head("/uploads/{id}", id)
                    .then()
                    .statusCode(200)
                    .header("Upload-Offset", equalTo(String.valueOf(at)))
                    .header("Upload-Length", equalTo("1500001"))
                    .header("Cache-Control", "no-store")
                    .header("Upload-Expires", notNullValue());
        }
        String material = created(publish(id));
        String sha =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(video));
        as(secretary)
                .get("/materials/{id}", material)
                .then()
                .body("file.sha256", equalTo(sha))
                .body("file.size", equalTo(video.length))
                .body("file.name", equalTo("讲座.mp4"))
                .body("file.mediaType", equalTo("video/mp4"));
        assertThat(as(secretary).get("/materials/{id}/content", material).asByteArray())
                .isEqualTo(video);
    }

    @Test
    void aPartThatBeginsElsewhereIsAConflictAndChangesNothing() {
        String id = Uploading.id(Uploading.begin(secretary, "a.txt", 10));
        Uploading.append(secretary, id, 0, "12345".getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(204);
        for (int wrong : new int[] {0, 4, 6}) {
            Uploading.append(secretary, id, wrong, "67890".getBytes(StandardCharsets.UTF_8))
                    .then()
                    .statusCode(409)
                    .header("Upload-Offset", "5")
                    .body("type", equalTo("urn:zhixing:problem:upload/offset"));
        }
        Uploading.append(secretary, id, 5, "678901".getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(413);
        publish(id).then().statusCode(422).body("errors[0].code", equalTo("upload/not-whole"));
        Uploading.append(secretary, id, 5, "67890".getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(204);
        String material = created(publish(id));
        assertThat(as(secretary).get("/materials/{id}/content", material).asString())
                .isEqualTo("1234567890");
    }

    @Test
    void nobodyElseSeesAppendsEndsOrUsesAnUpload() {
        String id = Uploading.whole(secretary, "a.txt", "正文".getBytes(StandardCharsets.UTF_8));
        String other = house.office;
        as(other)
                .header("Tus-Resumable", "1.0.0")
                .head("/uploads/{id}", id)
                .then()
                .statusCode(404);
        Uploading.append(other, id, 6, new byte[1]).then().statusCode(404);
        as(other)
                .header("Tus-Resumable", "1.0.0")
                .delete("/uploads/{id}", id)
                .then()
                .statusCode(404);
        Uploading.publish(
                        other,
                        house,
                        house.branches.getFirst(),
                        "别人的",
                        Map.of("kind", "FILE", "uploadId", UUID.fromString(id)))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/uploadId"));
        created(publish(id));
        publish(id).then().statusCode(422);
    }

    @Test
    void moreThan200MegabytesAreRefusedBeforeTheyAreSent() {
        Uploading.begin(secretary, "a.mp4", (200L << 20) + 1)
                .then()
                .statusCode(413)
                .body("type", equalTo("urn:zhixing:problem:file/too-large"));
        Uploading.begin(secretary, "a.mp4", 0).then().statusCode(400);
        Uploading.id(Uploading.begin(secretary, "a.mp4", 200L << 20));
    }

    @Test
    void aPartOfMoreThanFiveMegabytesIsRefused() {
        String id = Uploading.id(Uploading.begin(secretary, "a.mp4", 20 << 20));
        Uploading.append(secretary, id, 0, new byte[(5 << 20) + 1]).then().statusCode(413);
        Uploading.append(secretary, id, 0, new byte[5 << 20])
                .then()
                .statusCode(204)
                .header("Upload-Offset", "5242880");
    }

    @Test
    void oneAccountCannotFillTheHouse() {
        for (int i = 0; i < 5; i++) {
            Uploading.id(Uploading.begin(secretary, "a.mp4", 200L << 20));
        }
        Uploading.begin(secretary, "a.mp4", 200L << 20)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:zhixing:problem:upload/too-many"));
        for (int i = 0; i < 5; i++) {
            Uploading.id(Uploading.begin(secretary, "a.txt", 1));
        }
        Uploading.begin(secretary, "a.txt", 1).then().statusCode(409);
    }

    @Test
    void whatIsGivenUpOrExpiredIsGone() {
        String given = Uploading.whole(secretary, "a.txt", new byte[] {'a'});
        as(secretary)
                .header("Tus-Resumable", "1.0.0")
                .delete("/uploads/{id}", given)
                .then()
                .statusCode(204);
        String old = Uploading.whole(secretary, "a.txt", new byte[] {'a'});
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                        "update upload set expires_at = now() - interval '1 second' where id = :id")
                .setParameter("id", UUID.fromString(old))
                .executeUpdate());
        for (String gone : new String[] {given, old}) {
            as(secretary)
                    .header("Tus-Resumable", "1.0.0")
                    .head("/uploads/{id}", gone)
                    .then()
                    .statusCode(404);
        }
        assertThat(chunks(given)).isZero();
    }

    @Test
    void theProtocolTellsWhatItOffersAndRefusesOtherVersions() {
        as(secretary)
                .options("/uploads")
                .then()
                .statusCode(204)
                .header("Tus-Version", "1.0.0")
                .header("Tus-Max-Size", "209715200")
                .header("Tus-Extension", "creation,expiration,termination");
        as(secretary).header("Upload-Length", 1).post("/uploads").then().statusCode(412);
    }

    @Test
    void aFileThatIsNotWhatItsNameSaysIsRefused() {
        byte[] html = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        for (String name : new String[] {
            "a.pdf", "a.mp4", "a.webm", "a.mp3", "a.m4a", "a.png", "a.docx", "a.pptx", "a.html", "a.svg"
        }) {
            Uploading.file(secretary, house, "假的", name, html)
                    .then()
                    .statusCode(415)
                    .body("type", equalTo("urn:zhixing:problem:file/kind"));
        }
    }

    private long chunks(String id) {
        return ((Number) entities.createNativeQuery("select count(*) from stored_file_chunk where file_id = :id")
                        .setParameter("id", UUID.fromString(id))
                        .getSingleResult())
                .longValue();
    }

    private Response publish(String upload) {
        return Uploading.publish(
                secretary,
                house,
                house.branches.getFirst(),
                "讲座",
                Map.of("kind", "FILE", "uploadId", UUID.fromString(upload)));
    }

    private static byte[] video(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        byte[] start = {0, 0, 0, 24, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm'};
        System.arraycopy(start, 0, bytes, 0, start.length);
        return bytes;
    }
}
