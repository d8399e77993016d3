package org.zhixing.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Three weeks of the demo's campaign, entered through the public API by the people whose work it is, so that no rule is
 * passed by. The service is not ready before it is done.
 */
@ApplicationScoped
class DemoLife {
    private static final Logger LOG = Logger.getLogger(DemoLife.class);
    private static final int WEEKS = 3;

    /** So many branches plan week after week, the others one by one. */
    private static final int IN_SERIES = 3;

    @Inject
    ObjectMapper json;

    @ConfigProperty(name = "quarkus.http.port")
    int port;

    private final AtomicBoolean busy = new AtomicBoolean();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new HashMap<>();

    /** Not ready while the demo is being entered. */
    @Readiness
    @ApplicationScoped
    static class Entered implements HealthCheck {
        @Inject
        DemoLife life;

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("demo").status(!life.isBusy()).build();
        }
    }

    boolean isBusy() {
        return busy.get();
    }

    void startLater(
            DemoHouse.Texts texts, Map<String, Double> diligence, Map<String, String> passwords, LocalDate monday) {
        busy.set(true);
        Thread.ofVirtual().name("demo").start(() -> {
            try {
                awaitServer();
                for (Map.Entry<String, String> account : passwords.entrySet()) {
                    signIn(account.getKey(), account.getValue());
                }
                live(texts, diligence, monday);
            } catch (Exception failed) {
                LOG.error("The demo could not be entered whole", failed);
            } finally {
                busy.set(false);
            }
        });
    }

    /** Whether somebody of that name has an account in the demo. */
    boolean knows(String user) {
        return cookies.containsKey(user);
    }

    private void live(DemoHouse.Texts texts, Map<String, Double> diligence, LocalDate monday) throws Exception {
        Random random = new Random(monday.toEpochDay());
        JsonNode committee =
                get("office", "/organizations?q=CJ&limit=1&sort=code").at("/items/0");
        String campaign = post(
                        "office",
                        "/campaigns",
                        Map.of(
                                "templateCode",
                                "advanced-nature-education",
                                "name",
                                "城郊工委保持共产党员先进性教育活动",
                                "organizationId",
                                committee.get("id").asText(),
                                "startsOn",
                                monday.toString()))
                .get("id")
                .asText();
        post(
                "office",
                "/campaigns/" + campaign + "/batches",
                Map.of(
                        "ordinal",
                        1,
                        "name",
                        "第一批",
                        "phases",
                        List.of(
                                phase("STUDY", monday, 6),
                                phase("APPRAISAL", monday.plusWeeks(6), 6),
                                phase("RECTIFICATION", monday.plusWeeks(12), 6)),
                        "organizationIds",
                        List.of(committee.get("id").asText())));
        DemoReading reading = new DemoReading(this, campaign);
        reading.publish(texts.materials(), committee.get("id").asText());
        List<JsonNode> branches = new ArrayList<>();
        get("office", "/branches?sort=code").get("items").forEach(branches::add);
        DemoLeadership leadership = new DemoLeadership(this, campaign);
        leadership.above(committee.get("id").asText());
        leadership.branches(
                committee.get("id").asText(),
                branches,
                branches.stream()
                        .map(b -> diligence.get(b.get("code").asText()))
                        .toList(),
                monday);
        DemoFindings findings = new DemoFindings(this, texts, campaign, monday.plusWeeks(WEEKS + 3L));
        DemoPlanning planning = new DemoPlanning(this, texts, campaign, monday.plusWeeks(WEEKS + 1L));
        DemoOutcomes outcomes = new DemoOutcomes(this, campaign, monday);
        int number = 0;
        for (JsonNode branch : branches) {
            number++;
            live(
                    texts,
                    diligence.get(branch.get("code").asText()),
                    monday,
                    random,
                    campaign,
                    branch,
                    "secretary" + number,
                    reading);
            findings.of(number, branch.get("id").asText());
            outcomes.of(number, branch.get("id").asText());
            if (number <= IN_SERIES) {
                planning.series("secretary" + number, branch.get("id").asText());
            }
        }
        new DemoOpinions(this, campaign).of(committee.get("id").asText(), texts.opinions(), monday);
        new DemoDrafts(this, texts, branches.get(1).get("id").asText(), "secretary2")
                .distil(List.of("member2", "recorder2", "secretary2"));
        new DemoVotes(this, texts, campaign).of(branches.get(2).get("id").asText(), "secretary3");
        planning.together(
                committee.get("id").asText(),
                branches.stream().map(b -> b.get("id").asText()).toList());
    }

    private void live(
            DemoHouse.Texts texts,
            double diligence,
            LocalDate monday,
            Random random,
            String campaign,
            JsonNode branch,
            String secretary,
            DemoReading reading)
            throws Exception {
        String branchId = branch.get("id").asText();
        if (secretary.equals("secretary2")) {
            reading.publishOwn(secretary, branch);
        }
        List<String> roster = new ArrayList<>();
        get(secretary, "/members?limit=200")
                .get("items")
                .forEach(m -> roster.add(m.get("id").asText()));
        for (int i = 0; i < WEEKS * 2 + 2; i++) {
            LocalDate day = monday.plusWeeks(i / 2).plusDays(i % 2 == 0 ? 1 : 4);
            boolean afternoon = i % 2 == 1;
            String session = post(
                            secretary,
                            "/study-sessions",
                            Map.of(
                                    "campaignId",
                                    campaign,
                                    "organizationId",
                                    branchId,
                                    "title",
                                    texts.sessions().get(i % texts.sessions().size()),
                                    "startsAt",
                                    day + (afternoon ? "T14:00:00+08:00" : "T08:30:00+08:00"),
                                    "endsAt",
                                    day + (afternoon ? "T17:30:00+08:00" : "T11:30:00+08:00"),
                                    "place",
                                    texts.places()
                                            .get(random.nextInt(texts.places().size()))))
                    .get("id")
                    .asText();
            if (i * 37 % 100 < diligence * 100) {
                reading.study(secretary, session, i);
            }
            if (i >= WEEKS * 2) {
                continue;
            }
            if (random.nextDouble() > diligence + 0.1) {
                post(
                        secretary,
                        "/study-sessions/" + session + "/transitions",
                        Map.of("to", "CANCELLED", "reason", "春耕农忙，改期进行"));
                continue;
            }
            post(secretary, "/study-sessions/" + session + "/transitions", Map.of("to", "HELD"));
            take(texts, diligence, random, secretary, roster, day, afternoon, session);
            if (random.nextDouble() < diligence) {
                String path = "/study-sessions/" + session + "/minutes";
                send(secretary, "PUT", path, Map.of("text", texts.minutes()), "\"0\"", "application/json");
            }
        }
        discuss(texts, diligence, random, campaign, branchId, roster, secretary);
        rectify(texts, diligence, monday, random, campaign, branchId, roster, secretary);
        new DemoWriting(this, texts, campaign).of(secretary, roster, diligence);
        if (secretary.equals("secretary1")) {
            new DemoAppraisal(this, campaign, branchId, secretary).of(roster, monday.plusWeeks(WEEKS));
        }
    }

    private void take(
            DemoHouse.Texts texts,
            double diligence,
            Random random,
            String secretary,
            List<String> roster,
            LocalDate day,
            boolean afternoon,
            String session)
            throws Exception {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (String member : roster) {
            double luck = random.nextDouble();
            Map<String, Object> entry = new HashMap<>(Map.of("memberId", member));
            if (luck < diligence * 0.95) {
                entry.put("status", "PRESENT");
            } else if (luck < diligence * 0.95 + 0.03) {
                entry.put("status", "LATE");
                entry.put("arrivedAt", day + (afternoon ? "T14:30:00+08:00" : "T09:00:00+08:00"));
            } else if (luck < 0.97) {
                entry.put("status", "LEAVE");
                entry.put(
                        "leaveReason",
                        texts.leaves().get(random.nextInt(texts.leaves().size())));
            } else {
                entry.put("status", "ABSENT");
            }
            entries.add(entry);
        }
        String path = "/study-sessions/" + session + "/attendance";
        send(secretary, "PUT", path, Map.of("entries", entries), etag(secretary, path), "application/json");
    }

    private void discuss(
            DemoHouse.Texts texts,
            double diligence,
            Random random,
            String campaign,
            String branch,
            List<String> roster,
            String secretary)
            throws Exception {
        for (String topic : List.of("Q1", "Q2")) {
            String discussion = post(
                            secretary,
                            "/discussions",
                            Map.of("campaignId", campaign, "organizationId", branch, "topicCode", topic))
                    .get("id")
                    .asText();
            post(secretary, "/discussions/" + discussion + "/transitions", Map.of("to", "OPEN"));
            int voices = (int) (roster.size() * diligence * (topic.equals("Q1") ? 0.4 : 0.2));
            for (int i = 0; i < voices; i++) {
                String said = post(
                                secretary,
                                "/discussions/" + discussion + "/contributions",
                                Map.of(
                                        "text",
                                                texts.contributions()
                                                        .get(random.nextInt(texts.contributions()
                                                                .size())),
                                        "memberId", roster.get((i * 3 + 1) % roster.size())))
                        .get("id")
                        .asText();
                if (random.nextInt(4) == 0) {
                    post(
                            secretary,
                            "/discussions/" + discussion + "/contributions",
                            Map.of(
                                    "text",
                                            texts.replies()
                                                    .get(random.nextInt(
                                                            texts.replies().size())),
                                    "memberId", roster.get(i % roster.size()),
                                    "replyTo", said));
                }
            }
        }
    }

    private void rectify(
            DemoHouse.Texts texts,
            double diligence,
            LocalDate monday,
            Random random,
            String campaign,
            String branch,
            List<String> roster,
            String secretary)
            throws Exception {
        int items = 3 + random.nextInt(3);
        for (int i = 0; i < items; i++) {
            DemoHouse.Problem p =
                    texts.problems().get(random.nextInt(texts.problems().size()));
            LocalDate due = monday.plusDays(14 + random.nextInt(30));
            JsonNode item = post(
                    secretary,
                    "/rectification-items",
                    Map.of(
                            "campaignId", campaign,
                            "organizationId", branch,
                            "problem", p.problem(),
                            "dimension", p.dimension(),
                            "nature", p.nature(),
                            "kind", p.kind(),
                            "responsibleId", roster.get(2 + random.nextInt(3)),
                            "dueOn", due.toString(),
                            "origin", Map.of("kind", "DISCUSSION", "note", "大讨论中党员提出"),
                            "measures",
                                    p.measures().stream()
                                            .map(m -> Map.of("title", m))
                                            .toList()));
            String path = "/rectification-items/" + item.get("id").asText();
            double luck = random.nextDouble();
            if (luck > diligence) {
                continue;
            }
            post(secretary, path + "/transitions", Map.of("to", "IN_PROGRESS"));
            post(secretary, path + "/log", Map.of("note", "已召开支委会研究，明确责任人和时间"));
            if (luck > diligence * 0.7) {
                continue;
            }
            for (JsonNode measure : item.get("measures")) {
                String id = measure.get("id").asText();
                evidence(secretary, path + "/evidence", id);
                send(
                        secretary,
                        "PATCH",
                        path + "/measures/" + id,
                        Map.of("state", "DONE"),
                        etag(secretary, path),
                        "application/merge-patch+json");
            }
            post(secretary, path + "/transitions", Map.of("to", "SUBMITTED"));
            if (luck < diligence * 0.4) {
                post("supervisor", path + "/transitions", Map.of("to", "CLOSED", "note", "现场查看属实"));
            }
        }
    }

    private static Map<String, Object> phase(String kind, LocalDate from, int weeks) {
        return Map.of(
                "kind",
                kind,
                "startsOn",
                from.toString(),
                "endsOn",
                from.plusWeeks(weeks).minusDays(1).toString());
    }

    private void evidence(String user, String path, String measure) throws Exception {
        String file = "\"file\"; filename=\"整改情况说明.txt\"\r\nContent-Type: text/plain";
        form(user, path, Map.of("\"measureId\"", measure, file, "整改措施已落实，经支委会核对属实。"));
    }

    /** Sends a form; the names of its parts stand in quotation marks. */
    void form(String user, String path, Map<String, String> parts) throws Exception {
        String boundary = "zhixing-demo";
        StringBuilder body = new StringBuilder();
        parts.forEach((name, value) -> body.append("--" + boundary + "\r\nContent-Disposition: form-data; name=")
                .append(name)
                .append("\r\n\r\n")
                .append(value)
                .append("\r\n"));
        check(http.send(
                request(user, path)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                body + "--" + boundary + "--\r\n", StandardCharsets.UTF_8))
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
    }

    JsonNode get(String user, String path) throws Exception {
        return json.readTree(check(http.send(request(user, path).build(), HttpResponse.BodyHandlers.ofString()))
                .body());
    }

    String etag(String user, String path) throws Exception {
        return check(http.send(request(user, path).build(), HttpResponse.BodyHandlers.ofString()))
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    JsonNode post(String user, String path, Object body) throws Exception {
        return send(user, "POST", path, body, null, "application/json");
    }

    JsonNode send(
            String user,
            String method,
            String path,
            Object body,
            @org.jspecify.annotations.Nullable String ifMatch,
            String type)
            throws Exception {
        HttpRequest.Builder request = request(user, path)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return json.readTree(check(http.send(request.build(), HttpResponse.BodyHandlers.ofString()))
                .body());
    }

    private HttpRequest.Builder request(String user, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path));
        if (cookies.containsKey(user)) {
            request.header("Cookie", "zhixing_session=" + cookies.get(user));
        }
        return request;
    }

    private void signIn(String user, String password) throws Exception {
        HttpResponse<String> response = check(http.send(
                request(user, "/session")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                json.writeValueAsString(Map.of("username", user, "password", password))))
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
        String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        cookies.put(user, cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
    }

    private static <T> HttpResponse<T> check(HttpResponse<T> response) {
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.request().method() + " " + response.uri() + ": "
                    + response.statusCode() + " " + response.body());
        }
        return response;
    }

    private void awaitServer() throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            try {
                http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/live"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
    }
}
