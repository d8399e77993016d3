package org.zhixing.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
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
    private final Actor supervisor;
    private final BinaryOperator<String> drafts;

    /** @param drafts makes a draft of a discussion with a text, and gives its id */
    Furnishing(
            Caller caller,
            Requests requests,
            Tree tree,
            Actor office,
            Actor secretary,
            Actor admin,
            Actor supervisor,
            BinaryOperator<String> drafts) {
        this.drafts = drafts;
        this.caller = caller;
        this.requests = requests;
        this.tree = tree;
        this.office = office;
        this.secretary = secretary;
        this.admin = admin;
        this.supervisor = supervisor;
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
        requirements();
        drafts();
        rectification();
        outcomes();
        opinions();
        appraisal();
        findings();
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

    /** A requirement the committee adopted, one of the branch that is refined, and one that is voted on with an objection. */
    private void requirements() {
        String above = refined("committee", tree.committeeWord);
        tree.put("requirementAbove", drafts.apply(above, "要求" + tree.committeeWord));
        move(above, "VOTING");
        enter(above, "requirementAbove", List.of());
        move(above, "ADOPTED");

        tree.put("votedOn", refined("branch", tree.branchWord));
        tree.put("requirement", drafts.apply(tree.thing("votedOn"), "要求" + tree.branchWord));
        move(tree.thing("votedOn"), "VOTING");
        Map<String, ?> objects =
                Map.of("memberId", tree.thing("member"), "choice", "OBJECT", "reason", "反对" + tree.branchWord);
        enter(tree.thing("votedOn"), "requirement", List.of());
        enter(tree.thing("votedOn"), "requirement", List.of(objects));
        tree.put(
                "objection",
                made(read("/requirements/" + tree.thing("requirement") + "/votes?choice=OBJECT", secretary)
                        .at("/items/0/vote")));
    }

    private String refined(String at, String word) {
        String discussion = made(post(
                office,
                "/discussions",
                Map.of(
                        "campaignId",
                        tree.thing("campaign"),
                        "organizationId",
                        tree.thing(at),
                        "topicCode",
                        "Q1",
                        "title",
                        "讨论" + word)));
        move(discussion, "OPEN");
        move(discussion, "REFINING");
        return discussion;
    }

    private void move(String discussion, String to) {
        post(office, "/discussions/" + discussion + "/transitions", Map.of("to", to));
    }

    private void enter(String discussion, String requirement, List<?> exceptions) {
        send(
                "PUT",
                "/discussions/" + discussion + "/votes",
                Map.of(
                        "requirementId",
                        tree.thing(requirement),
                        "edition",
                        1,
                        "choice",
                        "AGREE",
                        "exceptions",
                        exceptions));
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
        tree.put(
                "ledgerView",
                made(post(
                        office,
                        "/ledger-views",
                        Map.of(
                                "name",
                                "视图" + tree.branchWord,
                                "organizationId",
                                tree.thing("branch"),
                                "content",
                                Map.of("filter", Map.of(), "columns", List.of(), "shape", "TABLE")))));
    }

    /** An outcome of the open item, with a value that may be corrected. */
    private void outcomes() {
        String outcome = made(caller.done(requests.of("recordOutcome", tree::thing), secretary));
        tree.put("outcome", outcome);
        tree.put(
                "outcomeValue",
                made(post(
                        secretary,
                        "/outcomes/" + outcome + "/values",
                        Map.of("observedOn", "2026-04-02", "value", 30, "source", "叫号系统统计"))));
    }

    /** Two findings on the branch, measured against a criterion of its own, and one on its member. */
    private void findings() {
        tree.put("finding", finding(secretary, Map.of("organizationId", tree.thing("branch"))));
        tree.put("otherFinding", finding(secretary, Map.of("organizationId", tree.thing("branch"))));
        tree.put("personalFinding", finding(supervisor, Map.of("memberId", tree.thing("member"))));
    }

    private String finding(Actor by, Map<String, Object> subject) {
        Map<String, Object> body = new java.util.HashMap<>(subject);
        body.putAll(Map.of(
                "campaignId",
                tree.thing("campaign"),
                "text",
                "值班不落实" + tree.branchWord,
                "dimension",
                "WORK_STYLE",
                "nature",
                "NONCONFORMING",
                "origin",
                Map.of("kind", "OTHER", "note", "反映" + tree.branchWord)));
        return made(post(by, "/findings", body));
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

    /** A call of the branch, an opinion that came with a photo and a contact, one that is in a group, and another group. */
    private void opinions() {
        JsonNode call = post(
                secretary,
                "/opinion-calls",
                Map.of(
                        "campaignId",
                        tree.thing("campaign"),
                        "organizationId",
                        tree.thing("branch"),
                        "title",
                        "征求" + tree.branchWord,
                        "invitation",
                        "请说" + tree.branchWord,
                        "opensOn",
                        "2026-01-01",
                        "closesOn",
                        "2099-12-31"));
        tree.put("opinionCall", made(call));
        caller.done(
                Requests.of(
                        "POST",
                        "/public/opinion-calls/" + call.path("code").asText() + "/opinions",
                        "multipart/form-data; boundary=opinion",
                        "--opinion\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n路灯" + tree.branchWord
                                + "\r\n--opinion\r\nContent-Disposition: form-data; name=\"contact\"\r\n\r\n联系"
                                + tree.branchWord
                                + "\r\n--opinion\r\nContent-Disposition: form-data; name=\"photo1\"; filename=\"a.jpg\"\r\n"
                                + "Content-Type: image/webp\r\n\r\nRIFF\26\0\0\0WEBPVP8 \n\0\0\0abcdefghij\r\n--opinion--\r\n"),
                secretary);
        JsonNode opinion = read("/opinions?call=" + made(call), secretary).at("/items/0");
        tree.put("opinion", made(opinion));
        tree.put("opinionPhoto", opinion.at("/photos/0").asText());
        String paper = made(post(
                secretary, "/opinion-calls/" + made(call) + "/paper-opinions", Map.of("text", "纸上" + tree.branchWord)));
        tree.put("groupedOpinion", paper);
        tree.put("opinionGroup", opinionGroup("归并", List.of(paper)));
        tree.put("otherOpinionGroup", opinionGroup("另组", List.of()));
    }

    private String opinionGroup(String title, List<String> opinions) {
        return made(post(
                secretary,
                "/opinion-groups",
                Map.of("callId", tree.thing("opinionCall"), "title", title + tree.branchWord, "opinionIds", opinions)));
    }

    /** Criteria, what a member says to them, and reviews: planned, being voted on, and counted from papers. */
    private void appraisal() {
        tree.put("criterion", criterion("campaign"));
        tree.put("ownCriterion", criterion("ownCampaign"));
        tree.put("analysis", analysis("campaign"));
        tree.put("returnedAnalysis", analysis("ownCampaign"));
        post(
                secretary,
                "/self-analyses/" + tree.thing("returnedAnalysis") + "/transitions",
                Map.of("to", "RETURNED", "comment", "请补充" + tree.branchWord));
        tree.put("review", review(true));
        String opinions = "/reviews/" + tree.thing("review") + "/opinions";
        post(secretary, opinions, Map.of("text", "会多" + tree.branchWord));
        post(secretary, opinions, Map.of("text", "走走" + tree.branchWord, "memberId", tree.thing("member")));
        tree.put("votedReview", review(false));
        tree.put("box", box("votedReview"));
        tree.put("countedReview", review(false));
        tree.put("countedBox", box("countedReview"));
        String counted = "/reviews/" + tree.thing("countedReview") + "/ballot-box";
        send(
                "PUT",
                counted + "/papers",
                Map.of(
                        "papers",
                        5,
                        "memberIds",
                        List.of(),
                        "lines",
                        List.of(Map.of("question", 1, "counts", List.of(5, 0, 0, 0), "invalid", 0))));
        post(secretary, counted + "/transitions", Map.of("to", "CLOSED"));
    }

    private String criterion(String campaign) {
        String id = made(post(
                        secretary,
                        "/criteria",
                        Map.of("campaignId", tree.thing(campaign), "organizationId", tree.thing("branch")))
                .at("/made/0"));
        send("PATCH", "/criteria/" + id, Map.of("text", "标准" + tree.branchWord, "reason", "结合" + tree.branchWord));
        return id;
    }

    private String analysis(String campaign) {
        List<Map<String, String>> answers = new java.util.ArrayList<>();
        read("/criteria?organization=" + tree.thing("branch") + "&campaign=" + tree.thing(campaign), secretary)
                .path("items")
                .forEach(c -> answers.add(Map.of("criterionId", made(c), "text", "差距" + tree.branchWord)));
        String id = made(post(
                secretary,
                "/self-analyses",
                Map.of("campaignId", tree.thing(campaign), "memberId", tree.thing("member"))));
        send("PATCH", "/self-analyses/" + id, Map.of("answers", answers, "text", "总的" + tree.branchWord));
        post(secretary, "/self-analyses/" + id + "/transitions", Map.of("to", "SUBMITTED"));
        return id;
    }

    private String review(boolean ofMember) {
        return made(post(
                secretary,
                "/reviews",
                Map.of(
                        "campaignId",
                        tree.thing("campaign"),
                        "organizationId",
                        tree.thing("branch"),
                        "title",
                        "评议" + tree.branchWord,
                        "date",
                        "2026-04-24",
                        "ofOrganization",
                        true,
                        "memberIds",
                        ofMember ? List.of(tree.thing("member")) : List.of())));
    }

    private String box(String review) {
        return made(post(
                secretary,
                "/reviews/" + tree.thing(review) + "/ballot-box",
                Map.of("kind", "SATISFACTION", "byCriterion", false)));
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
