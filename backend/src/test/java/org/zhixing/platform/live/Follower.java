package org.zhixing.platform.live;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.zhixing.Samples;

/** Somebody who looks at a discussion: reads its stream of events as they come. */
final class Follower implements AutoCloseable {
    private static final String END = "the stream has ended";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final HttpResponse<InputStream> answer;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Follower(URI address, String cookie, String discussion) {
        this(address, cookie, discussion, "");
    }

    Follower(URI address, String cookie, String discussion, String query) {
        try {
            answer = HTTP.send(
                    HttpRequest.newBuilder(address.resolve("/api/v1/discussions/" + discussion + "/events" + query))
                            .header("Cookie", "zhixing_session=" + cookie)
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    static String signIn(String username) {
        return given().basePath("/api/v1")
                .contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", Samples.PASSWORD))
                .post("/session")
                .then()
                .statusCode(200)
                .extract()
                .cookie("zhixing_session");
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException broken) {
            // Ended by the other side, or by us.
        }
        lines.add(END);
    }

    int status() {
        return answer.statusCode();
    }

    /** The next event's data; what comes before the first change, that one should read everything, is passed over. */
    String next() {
        String data = line();
        while (data.contains("REFETCH")) {
            data = line();
        }
        return data;
    }

    /** Waits until the service says that something may have been missed, as when it has just begun to listen. */
    void awaitRefetch() {
        while (!line().contains("REFETCH")) {}
    }

    boolean hasEnded() {
        String line = take();
        while (!line.equals(END)) {
            line = take();
        }
        return true;
    }

    /** Beats come for ever: with so many of them and nothing else, nothing will. */
    private String line() {
        String line = take();
        for (int beats = 0; !line.startsWith("data:"); beats++) {
            if (beats > 6) {
                throw new AssertionError("only beats came");
            }
            if (line.equals(END)) {
                throw new AssertionError(END);
            }
            line = take();
        }
        return line.substring("data:".length()).strip();
    }

    private String take() {
        try {
            String line = lines.poll(30, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("nothing came");
            }
            return line;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
