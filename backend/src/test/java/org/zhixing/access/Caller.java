package org.zhixing.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sends requests plainly and keeps answers whole, headers included. */
final class Caller {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** An answer as it came over the wire. */
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Everything somebody can see of it. */
        String whole() {
            return status + " " + headers + "\n" + text();
        }

        /** The same without what differs between any two answers: their number, and how many requests are left. */
        String said() {
            Map<String, List<String>> alike = new TreeMap<>(headers);
            alike.keySet().removeAll(Set.of("x-request-id", "ratelimit"));
            return status + " " + alike + "\n" + text();
        }
    }

    private final URI address;

    Caller(URI address) {
        this.address = address;
    }

    /** Sends a request that must succeed, for good; what it made. */
    JsonNode done(Requests.Request request, Actors.Actor actor) {
        Answer answer = sends(request, actor.credentials(), Map.of("If-Match", "*"));
        if (answer.status() >= 300) {
            throw new AssertionError(request.method() + " " + request.path() + ": " + answer.whole());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs in as everybody does; the cookie to send from then on. */
    Map<String, String> signIn(String username, String password) {
        Requests.Request request = Requests.of(
                "POST",
                "/session",
                "application/json",
                Requests.json(Map.of("username", username, "password", password)));
        Answer answer = sends(request, Map.of(), Map.of());
        if (answer.status() != 200) {
            throw new AssertionError(username + " cannot sign in: " + answer.whole());
        }
        return Map.of("Cookie", answer.headers().get("set-cookie").getFirst().replaceFirst(";.*", ""));
    }

    /** Gets a token as another system does; the header to send from then on. */
    Map<String, String> token(String client, String secret) {
        Requests.Request request = new Requests.Request(
                "POST",
                "/oauth/token",
                false,
                "application/x-www-form-urlencoded",
                "grant_type=client_credentials".getBytes(StandardCharsets.UTF_8));
        String proof = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        Actors.Actor system = Actors.signedOut(client, Map.of("Authorization", "Basic " + proof));
        return Map.of(
                "Authorization",
                "Bearer " + done(request, system).path("access_token").asText());
    }

    /** Sends a request that leaves nothing behind. */
    Answer tries(Requests.Request request, Map<String, String> credentials) {
        return sends(request, credentials, Map.of(LeaveNothing.HEADER, "1", "If-Match", "*"));
    }

    /** Sends a request; If-Match goes along where the operation takes it. */
    Answer sends(Requests.Request request, Map<String, String> credentials, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address.resolve(request.path()))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        credentials.forEach(builder::header);
        request.headers().forEach((name, value) -> builder.header(name, value.toString()));
        headers.forEach((name, value) -> {
            if (!name.equals("If-Match") || request.conditional()) {
                builder.header(name, value);
            }
        });
        if (!request.media().isEmpty()) {
            builder.header("Content-Type", request.media());
        }
        try {
            HttpResponse<byte[]> response = HTTP.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(), new TreeMap<>(response.headers().map()), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
