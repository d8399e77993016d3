package org.zhixing.study.material;

import static org.zhixing.Samples.as;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.zhixing.Samples;
import org.zhixing.Samples.House;

/** Uploads and publishes as a tus client does. */
final class Uploading {
    static final String PART = "application/offset+octet-stream";

    private Uploading() {}

    static Response begin(String who, String name, long length) {
        return as(who).header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", length)
                .header(
                        "Upload-Metadata",
                        "filename " + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8)))
                .post("/uploads");
    }

    static Response append(String who, String id, long offset, byte[] part) {
        return as(who).config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(PART, ContentType.BINARY)))
                .contentType(PART)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", offset)
                .body(part)
                .patch("/uploads/{id}", id);
    }

    static String id(Response begun) {
        String location = begun.then().statusCode(201).extract().header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** A whole upload in parts of at most 5 MB. */
    static String whole(String who, String name, byte[] content) {
        String id = id(begin(who, name, content.length));
        for (int at = 0; at < content.length; at += 5 << 20) {
            append(who, id, at, Arrays.copyOfRange(content, at, Math.min(content.length, at + (5 << 20))))
                    .then()
                    .statusCode(204);
        }
        return id;
    }

    static Response publish(String who, House house, UUID at, String title, Map<String, ?> what) {
        Map<String, Object> body = new HashMap<>(what);
        body.put("campaignId", house.campaign);
        body.put("organizationId", at);
        body.put("title", title);
        return as(who).body(body).post("/materials");
    }

    static String text(String who, House house, UUID at, String title, String text) {
        return Samples.created(publish(who, house, at, title, Map.of("kind", "TEXT", "text", text)));
    }

    static Response file(String who, House house, String title, String name, byte[] content) {
        return publish(
                who,
                house,
                house.branches.getFirst(),
                title,
                Map.of("kind", "FILE", "uploadId", whole(who, name, content)));
    }
}
