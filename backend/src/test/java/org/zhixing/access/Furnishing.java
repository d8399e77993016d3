package org.zhixing.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.zhixing.Samples;
import org.zhixing.access.Actors.Actor;

/** Gives a tree's branch one of every thing, through the API, made by people of the committee. */
final class Furnishing {
    private final Caller caller;
    private final Requests requests;
    private final Tree tree;
    private final Actor office;
    private final Actor secretary;
    private final Actor admin;

    Furnishing(Caller caller, Requests requests, Tree tree, Actor office, Actor secretary, Actor admin) {
        this.caller = caller;
        this.requests = requests;
        this.tree = tree;
        this.office = office;
        this.secretary = secretary;
        this.admin = admin;
    }

    /** A template is everybody's, so there is one. */
    void template() {
        caller.done(
                Requests.of(
                        "POST",
                        "/campaign-templates",
                        "application/yaml",
                        Samples.TEMPLATE.replace("CODE", "access-world")),
                office);
    }

    void all() {
        campaigns();
        leadership();
        study();
        madeUp();
        series();
        writing("study-notes", "addStudyNoteAttachment", "note", "returnedNote");
        writing("reflections", "addReflectionAttachment", "reflection", "returnedReflection");
        materials();
        attended();
        extensions();
        discussion();
        drafts();
        rectification();
        roster();
        system();
        traces();
    }

    /** A check of the whole record, which somebody at the top asks for. */
    void proof(Actor top) {
        String id = made(caller.done(requests.of("verifyAudit", tree::thing), top));
        awaitEndOf("/audit-verifications/" + id, top);
        tree.put("verification", id);
    }

    /** The committee's campaign, in which the branch takes part, and one of the branch's own. */
    private void campaigns() {
        campaign("campaign", "batch", "committee", tree.committeeWord);
        campaign("ownCampaign", "ownBatch", "branch", tree.branchWord);
    }

    private void campaign(String campaign, String batch, String at, String word) {
        String organization = tree.thing(at);
        tree.put(
                campaign,
                made(post(
                        office,
                        "/campaigns",
                        Map.of(
                                "templateCode",
                                "access-world",
                                "name",
                                "活动" + word,
                                "organizationId",
                                organization,
                                "startsOn",
                                "2026-03-02"))));
        var study = Map.of("kind", "STUDY", "startsOn", "2026-03-02", "endsOn", "2026-04-12");
        var appraisal = Map.of("kind", "APPRAISAL", "startsOn", "2026-04-13", "endsOn", "2026-05-10");
        tree.put(
                batch,
                made(post(
                        office,
                        "/campaigns/" + tree.thing(campaign) + "/batches",
                        Map.of(
                                "ordinal",
                                1,
                                "name",
                                "批次" + word,
                                "phases",
                                List.of(study, appraisal),
                                "organizationIds",
                                List.of(organization)))));
    }

    /** A leading group and a leader of the branch, a plan that is a draft, and one that waits for its approval. */
    private void leadership() {
        String campaign = "/campaigns/" + tree.thing("campaign");
        send(
                "PUT",
                campaign + "/leading-groups/" + tree.thing("branch"),
                Map.of("leaders", List.of(Map.of("part", "HEAD", "name", "组长" + tree.branchWord))));
        tree.put(
                "liaison",
                made(post(
                        office,
                        campaign + "/liaisons",
                        Map.of("branchId", tree.thing("branch"), "name", "挂点" + tree.branchWord))));
        tree.put("scheme", scheme(campaign));
        tree.put("submittedScheme", scheme(campaign));
        post(
                secretary,
                campaign + "/schemes/" + tree.thing("submittedScheme") + "/transitions",
                Map.of("to", "SUBMITTED"));
    }

    private String scheme(String campaign) {
        return made(post(
                secretary,
                campaign + "/schemes",
                Map.of(
                        "organizationId",
                        tree.thing("branch"),
                        "title",
                        "方案" + tree.branchWord,
                        "text",
                        "安排" + tree.branchWord)));
    }

    /** A session that is planned, and one that was held, with a roll that was corrected and minutes written twice. */
    private void study() {
        tree.put("planned", session("2026-03-03"));
        tree.put("held", session("2026-03-04"));
        String held = "/study-sessions/" + tree.thing("held");
        post(secretary, held + "/transitions", Map.of("to", "HELD"));
        for (String status : List.of("PRESENT", "ABSENT")) {
            send(
                    "PUT",
                    held + "/attendance",
                    Map.of(
                            "entries",
                            List.of(
                                    Map.of("memberId", tree.thing("member"), "status", status),
                                    Map.of("memberId", tree.thing("colleague"), "status", "PRESENT")),
                            "correctionReason",
                            "核对" + tree.branchWord));
            send("PUT", held + "/minutes", Map.of("text", status + tree.branchWord));
        }
    }

    /** A session that a member missed and made up for; its times were put right. */
    private void madeUp() {
        tree.put("missed", session("2026-03-05"));
        String missed = "/study-sessions/" + tree.thing("missed");
        post(secretary, missed + "/transitions", Map.of("to", "HELD"));
        send(
                "PUT",
                missed + "/attendance",
                Map.of(
                        "entries",
                        List.of(
                                Map.of("memberId", tree.thing("member"), "status", "ABSENT"),
                                Map.of("memberId", tree.thing("colleague"), "status", "PRESENT"))));
        tree.put(
                "makeUp",
                made(post(
                        secretary,
                        missed + "/make-ups",
                        Map.of(
                                "memberId",
                                tree.thing("member"),
                                "from",
                                "2026-03-07T09:00:00+08:00",
                                "to",
                                "2026-03-07T11:00:00+08:00",
                                "how",
                                "补课" + tree.branchWord))));
        post(
                secretary,
                missed + "/corrections",
                Map.of(
                        "heldFrom",
                        "2026-03-05T09:05:00+08:00",
                        "heldTo",
                        "2026-03-05T11:00:00+08:00",
                        "reason",
                        "更正" + tree.branchWord));
    }

    /** A session that goes on now and whose sheet is printed; leave that is asked for, and leave of somebody present. */
    private void attended() {
        Instant now = Instant.now();
        tree.put(
                "open",
                session(
                        now.minusSeconds(1_800).toString(),
                        now.plusSeconds(6 * 3_600).toString()));
        String sheets = "/study-sessions/" + tree.thing("open") + "/sheets";
        tree.put("sheet", post(secretary, sheets, Map.of()).path("code").asText());
        tree.put("leave", leave("open", "member"));
        tree.put("attended", session("2026-03-06"));
        String attended = "/study-sessions/" + tree.thing("attended");
        post(secretary, attended + "/transitions", Map.of("to", "HELD"));
        send(
                "PUT",
                attended + "/attendance",
                Map.of(
                        "entries",
                        List.of(
                                Map.of("memberId", tree.thing("member"), "status", "PRESENT"),
                                Map.of("memberId", tree.thing("colleague"), "status", "PRESENT"))));
        String approved = leave("attended", "member");
        post(secretary, "/leave-requests/" + approved + "/transitions", Map.of("to", "APPROVED"));
    }

    private String leave(String session, String member) {
        return made(post(
                secretary,
                "/leave-requests",
                Map.of(
                        "sessionId", tree.thing(session),
                        "memberId", tree.thing(member),
                        "reason", "请假" + tree.branchWord)));
    }

    /** Days that the branch is busy, and two extensions that were worked out: the committee's, and the branch's own. */
    private void extensions() {
        tree.put("busy", made(caller.done(requests.of("noteBusyPeriod", tree::thing), secretary)));
        extension("extendPhase", "extension");
        extension("extendPhase/own", "ownExtension");
    }

    private void extension(String request, String name) {
        String id = made(caller.done(requests.of(request, tree::thing), office));
        awaitEndOf("/phase-extensions/" + id, office);
        tree.put(name, id);
    }

    /** Two sessions planned as a series, and a photo of the one that was held. */
    private void series() {
        tree.put(
                "series",
                made(post(
                        secretary,
                        "/study-session-series",
                        Map.of(
                                "campaignId",
                                tree.thing("campaign"),
                                "organizationId",
                                tree.thing("branch"),
                                "title",
                                "系列{n}" + tree.branchWord,
                                "slots",
                                List.of(Map.of("dayOfWeek", "TUESDAY", "from", "09:00", "to", "11:00")),
                                "from",
                                "2026-05-05",
                                "count",
                                2))));
        tree.put("attachment", made(caller.done(requests.of("addSessionAttachment", tree::thing), secretary)));
    }

    private String session(String day) {
        return session(day + "T09:00:00+08:00", day + "T11:00:00+08:00");
    }

    private String session(String from, String to) {
        return made(post(
                secretary,
                "/study-sessions",
                Map.of(
                        "campaignId",
                        tree.thing("campaign"),
                        "organizationId",
                        tree.thing("branch"),
                        "title",
                        "学习" + tree.branchWord,
                        "startsAt",
                        from,
                        "endsAt",
                        to)));
    }

    /** A writing of the member that was handed in, with a page attached, and one that was returned. */
    private void writing(String collection, String addAttachment, String handedIn, String returned) {
        for (String name : List.of(handedIn, returned)) {
            String id = made(post(
                    secretary,
                    "/" + collection,
                    Map.of(
                            "campaignId", tree.thing("campaign"),
                            "memberId", tree.thing("member"),
                            "sessionId", tree.thing("held"),
                            "title", "所得" + tree.branchWord,
                            "text", "学有所得" + tree.branchWord)));
            tree.put(name, id);
            Requests.Request page = requests.of(addAttachment, any -> id);
            tree.put(name + "File", made(caller.done(page, secretary)));
            post(secretary, "/" + collection + "/" + id + "/transitions", Map.of("to", "SUBMITTED"));
        }
        post(
                secretary,
                "/" + collection + "/" + tree.thing(returned) + "/transitions",
                Map.of("to", "RETURNED", "comment", "请补充"));
    }

    /** A material of the branch with a place in the reading list and in a session, a file, and one of the committee. */
    private void materials() {
        tree.put(
                "material",
                material("branch", tree.branchWord, Map.of("kind", "TEXT", "text", "正文" + tree.branchWord)));
        tree.put(
                "materialAbove",
                material("committee", tree.committeeWord, Map.of("kind", "TEXT", "text", "正文" + tree.committeeWord)));
        Requests.Request assign = requests.of("assignMaterial", tree::thing);
        caller.done(assign, secretary);
        caller.done(requests.of("setSessionMaterials", tree::thing), secretary);
        String upload = upload(secretary);
        tree.put("file", material("branch", tree.branchWord, Map.of("kind", "FILE", "uploadId", upload)));
        Actor owner = Actors.signedOut("", caller.signIn("account-" + tree.branchWord, Samples.PASSWORD));
        tree.put("upload", upload(owner));
    }

    private String material(String at, String word, Map<String, ?> what) {
        Map<String, Object> body = new java.util.HashMap<>(what);
        body.put("campaignId", tree.thing("campaign"));
        body.put("organizationId", tree.thing(at));
        body.put("title", "材料" + word);
        return made(post(secretary, "/materials", body));
    }

    /** Six bytes that have all come. */
    private String upload(Actor actor) {
        String at = caller.sends(
                        new Requests.Request(
                                "POST",
                                "/api/v1/uploads",
                                false,
                                "",
                                new byte[0],
                                Map.of(
                                        "Tus-Resumable", "1.0.0",
                                        "Upload-Length", 6,
                                        "Upload-Metadata", "filename YS50eHQ=")),
                        actor.credentials(),
                        Map.of())
                .headers()
                .get("location")
                .getFirst();
        String id = at.substring(at.lastIndexOf('/') + 1);
        caller.sends(requests.of("appendToUpload", name -> id), actor.credentials(), Map.of());
        return id;
    }

    /** An open discussion with a contribution that was reworded and answered. */
    private void discussion() {
        tree.put(
                "discussion",
                made(post(
                        secretary,
                        "/discussions",
                        Map.of(
                                "campaignId",
                                tree.thing("campaign"),
                                "organizationId",
                                tree.thing("branch"),
                                "topicCode",
                                "Q1",
                                "title",
                                "讨论" + tree.branchWord))));
        String discussion = "/discussions/" + tree.thing("discussion");
        post(secretary, discussion + "/transitions", Map.of("to", "OPEN"));
        String contributions = discussion + "/contributions";
        String member = tree.thing("member");
        tree.put(
                "contribution",
                made(post(secretary, contributions, Map.of("text", "先说" + tree.branchWord, "memberId", member))));
        tree.put(
                "reply",
                made(post(
                        secretary,
                        contributions,
                        Map.of(
                                "text",
                                "回复" + tree.branchWord,
                                "memberId",
                                member,
                                "replyTo",
                                tree.thing("contribution")))));
        send("PATCH", contributions + "/" + tree.thing("contribution"), Map.of("text", "再说" + tree.branchWord));
    }

    /** A discussion that is refined: a contribution nobody used yet, and two drafts, the first reworded and with sources. */
    private void drafts() {
        tree.put(
                "refining",
                made(post(
                        secretary,
                        "/discussions",
                        Map.of(
                                "campaignId",
                                tree.thing("campaign"),
                                "organizationId",
                                tree.thing("branch"),
                                "topicCode",
                                "Q1",
                                "title",
                                "提炼" + tree.branchWord))));
        String discussion = "/discussions/" + tree.thing("refining");
        post(secretary, discussion + "/transitions", Map.of("to", "OPEN"));
        for (String name : List.of("used", "waiting")) {
            tree.put(
                    name,
                    made(post(
                            secretary,
                            discussion + "/contributions",
                            Map.of("text", name + tree.branchWord, "memberId", tree.thing("member")))));
        }
        post(secretary, discussion + "/transitions", Map.of("to", "REFINING"));
        for (String name : List.of("draft", "otherDraft")) {
            tree.put(
                    name,
                    made(post(
                            secretary,
                            discussion + "/requirements",
                            Map.of("text", name + tree.branchWord, "contributionIds", List.of(tree.thing("used"))))));
        }
        String draft = "/requirements/" + tree.thing("draft");
        send("PATCH", draft, Map.of("text", "改过" + tree.branchWord));
        send("PUT", draft + "/judgements/OF_ITS_TIME", Map.of("holds", true));
    }

    /** An item that is open, and one that is worked off and waits for its verifier. */
    private void rectification() {
        JsonNode open = item();
        tree.put("item", made(open));
        tree.put("measure", made(open.at("/measures/0")));

        JsonNode item = item();
        String measure = made(item.at("/measures/0"));
        tree.put("submitted", made(item));
        String submitted = "/rectification-items/" + made(item);
        post(secretary, submitted + "/transitions", Map.of("to", "IN_PROGRESS"));
        Requests.Request evidence = requests.of("addEvidence", name -> switch (name) {
            case "item" -> made(item);
            case "measure" -> measure;
            default -> tree.thing(name);
        });
        tree.put("evidence", made(caller.done(evidence, secretary)));
        send("PATCH", submitted + "/measures/" + measure, Map.of("state", "DONE"));
        post(secretary, submitted + "/transitions", Map.of("to", "SUBMITTED"));
    }

    private JsonNode item() {
        return post(
                secretary,
                "/rectification-items",
                Map.of(
                        "campaignId",
                        tree.thing("campaign"),
                        "organizationId",
                        tree.thing("branch"),
                        "problem",
                        "沟渠淤堵" + tree.branchWord,
                        "dimension",
                        "SERVANT_SPIRIT",
                        "nature",
                        "NONCONFORMING",
                        "kind",
                        "DEADLINE",
                        "responsibleId",
                        tree.thing("member"),
                        "dueOn",
                        "2027-03-01",
                        "origin",
                        Map.of("kind", "OTHER"),
                        "measures",
                        List.of(Map.of("title", "清淤" + tree.branchWord))));
    }

    /** A dry run of a roster, gone through to its end by the job in the background. */
    private void roster() {
        String id = made(caller.done(requests.of("importRoster", tree::thing), office));
        awaitEndOf("/imports/" + id, office);
        tree.put("import", id);
    }

    /** Another system of the branch, with a secret. */
    private void system() {
        tree.put("client", made(caller.done(requests.of("createApiClient", tree::thing), admin)));
        tree.put("secret", made(caller.done(requests.of("createApiClientSecret", tree::thing), admin)));
    }

    /** Where the branch's account is signed in, and what the record last says of the branch. */
    private void traces() {
        Actor owner = Actors.signedOut("", caller.signIn("account-" + tree.branchWord, Samples.PASSWORD));
        tree.put("session", made(read("/me/sessions", owner).at("/items/0")));
        tree.put(
                "event",
                made(read("/audit-events?organization=" + tree.thing("branch"), admin)
                        .at("/items/0")));
    }

    private void awaitEndOf(String job, Actor actor) {
        for (int i = 0; i < 600; i++) {
            if (read(job, actor).path("finishedAt").isTextual()) {
                return;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError(job + " did not end");
    }

    private JsonNode read(String path, Actor actor) {
        return caller.done(Requests.of("GET", path, "", ""), actor);
    }

    private JsonNode post(Actor actor, String path, Map<String, ?> body) {
        return caller.done(Requests.of("POST", path, "application/json", Requests.json(body)), actor);
    }

    private JsonNode send(String method, String path, Map<String, ?> body) {
        String media = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
        return caller.done(Requests.of(method, path, media, Requests.json(body)), secretary);
    }

    private static String made(JsonNode thing) {
        return thing.path("id").asText();
    }
}
