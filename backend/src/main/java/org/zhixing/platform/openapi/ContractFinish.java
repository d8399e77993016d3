package org.zhixing.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/**
 * Finishes the contract with what holds for every operation and would only repeat itself in annotations: problem
 * answers, the idempotency key, ETags, examples put together from the fields' own, and what a merge patch may leave out.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public class ContractFinish implements OASFilter {
    private static final String PROBLEM = "application/problem+json";
    private static final String PATCH = "application/merge-patch+json";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.setServers(List.of(OASFactory.createServer().url("/").description("本服务 This service")));
        api.setInfo(OASFactory.createInfo()
                .title("Zhixing 知行")
                .description("学习教育活动管理：组织与名册、活动与阶段、集中学习与考勤、大讨论、整改台账、进度。\n\n"
                        + "Running a study-and-rectification campaign in a tree of organisations. Lists are read by cursor, "
                        + "changes carry If-Match, POST and PUT may carry Idempotency-Key, problems are RFC 9457.")
                .version("1.0.0")
                .contact(OASFactory.createContact().name("Zhixing 知行")));
        tags(api);
        schemes(api);
        namePages(api);
        api.getComponents().addSchema("Problem", problem());
        api.getComponents().addSchema("ProblemPlace", place());
        for (Map.Entry<String, PathItem> path : api.getPaths().getPathItems().entrySet()) {
            for (Map.Entry<PathItem.HttpMethod, Operation> entry :
                    path.getValue().getOperations().entrySet()) {
                finish(api, path.getKey(), entry.getKey(), entry.getValue());
            }
        }
        requireWhatIsAlwaysAnswered(api);
    }

    /** A page is named after what it lists: MemberPage, not PageMemberView. */
    private static void namePages(OpenAPI api) {
        Map<String, String> names = new LinkedHashMap<>();
        api.getComponents().getSchemas().forEach((name, schema) -> {
            if (name.startsWith("Page")
                    && schema.getProperties() != null
                    && schema.getProperties().containsKey("items")) {
                names.put(name, name(schema.getProperties().get("items").getItems()) + "Page");
            }
        });
        names.forEach((from, to) -> {
            api.getComponents().addSchema(to, api.getComponents().getSchemas().get(from));
            api.getComponents().removeSchema(from);
        });
        visit(api, schema -> {
            if (schema.getRef() != null && names.containsKey(name(schema))) {
                schema.setRef("#/components/schemas/" + names.get(name(schema)));
            }
        });
    }

    /** Every schema of the contract's answers and of its named types, to the depth of their fields. */
    private static void visit(OpenAPI api, Consumer<Schema> work) {
        for (PathItem path : api.getPaths().getPathItems().values()) {
            for (Operation operation : path.getOperations().values()) {
                for (APIResponse response :
                        operation.getResponses().getAPIResponses().values()) {
                    if (response.getContent() != null) {
                        response.getContent().getMediaTypes().values().stream()
                                .map(MediaType::getSchema)
                                .filter(Objects::nonNull)
                                .forEach(work);
                    }
                }
            }
        }
        api.getComponents().getSchemas().values().forEach(schema -> {
            if (schema.getProperties() != null) {
                schema.getProperties().values().forEach(work);
            }
        });
    }

    /** Answers are written whole, nulls included: every field of a type that only goes out is required. */
    private static void requireWhatIsAlwaysAnswered(OpenAPI api) {
        Set<String> in = new HashSet<>();
        Set<String> out = new HashSet<>();
        for (PathItem path : api.getPaths().getPathItems().values()) {
            for (Operation operation : path.getOperations().values()) {
                if (operation.getRequestBody() != null) {
                    operation
                            .getRequestBody()
                            .getContent()
                            .getMediaTypes()
                            .values()
                            .forEach(t -> reach(api, t.getSchema(), in));
                }
                for (APIResponse response :
                        operation.getResponses().getAPIResponses().values()) {
                    if (response.getContent() != null) {
                        response.getContent().getMediaTypes().values().forEach(t -> reach(api, t.getSchema(), out));
                    }
                }
            }
        }
        out.removeAll(in);
        out.remove("Problem");
        for (String name : out) {
            Schema schema = api.getComponents().getSchemas().get(name);
            if (schema != null && schema.getProperties() != null) {
                schema.setRequired(new ArrayList<>(schema.getProperties().keySet()));
            }
        }
    }

    private static void reach(OpenAPI api, @Nullable Schema schema, Set<String> reached) {
        if (schema == null) {
            return;
        }
        if (schema.getRef() != null) {
            String name = name(schema);
            if (reached.add(name)) {
                reach(api, api.getComponents().getSchemas().get(name), reached);
            }
            return;
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(p -> reach(api, p, reached));
        }
        reach(api, schema.getItems(), reached);
        for (List<Schema> choices : java.util.Arrays.asList(schema.getAnyOf(), schema.getAllOf(), schema.getOneOf())) {
            if (choices != null) {
                choices.forEach(c -> reach(api, c, reached));
            }
        }
    }

    private static void tags(OpenAPI api) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(Tags.IDENTITY, "登录、账号与授权 Sign-in, accounts and role grants");
        words.put(Tags.AUDIT, "审计 The record of who did and who read what");
        words.put(Tags.ORGANIZATION, "党组织、支部、党员 Organisations, branches, members");
        words.put(Tags.IMPORT, "名册导入 Roster import");
        words.put(Tags.CAMPAIGN, "活动、批次、阶段 Campaigns, batches, phases");
        words.put(Tags.STUDY, "集中学习、考勤、学时 Study sessions, rolls, hours");
        words.put(Tags.DISCUSSION, "大讨论与具体要求 Discussions and requirements");
        words.put(Tags.APPRAISAL, "对照标准、征求意见、党性分析、民主评议、问题 Criteria, opinions, self-analyses, reviews, findings");
        words.put(Tags.RECTIFICATION, "整改台账 The rectification ledger");
        words.put(Tags.OUTCOME, "实效 What was achieved for the public");
        words.put(Tags.PROGRESS, "进度与待办 Progress and what is due");
        words.put(Tags.REMINDER, "提醒 Reminders by e-mail");
        words.put(Tags.OPERATION, "运行维护 Looking after the house");
        api.setTags(words.entrySet().stream()
                .map(w -> OASFactory.createTag().name(w.getKey()).description(w.getValue()))
                .toList());
    }

    private static void schemes(OpenAPI api) {
        api.getComponents()
                .addSecurityScheme(
                        "session",
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name("zhixing_session")
                                .description("登录后得到的会话 Cookie The cookie that sign-in sets"));
    }

    private static void finish(OpenAPI api, String path, PathItem.HttpMethod method, Operation operation) {
        boolean token = path.equals("/oauth/token");
        boolean signIn = path.endsWith("/session") || token;
        boolean limited = token || clients(operation) != null;
        boolean open = path.endsWith("/session/options") || path.contains("/session/oidc");
        operation.setSecurity(open || signIn && method == PathItem.HttpMethod.POST ? List.of() : security(operation));
        if (operation.getDescription() == null) {
            operation.setDescription(operation.getSummary());
        }
        Map<String, APIResponse> responses = new LinkedHashMap<>();
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (token || (!status.equals("401") && !status.equals("403"))) {
                responses.put(status, response);
            }
        });
        responses.forEach((status, response) -> {
            if (status.equals("201") || status.equals("202")) {
                response.addHeader(
                        "Location",
                        OASFactory.createHeader()
                                .description("新资源的地址 Where it is")
                                .schema(text().format("uri-reference"))
                                .example(whereItIs(path)));
            }
            if (response.getDescription() == null || response.getDescription().equals("OK")) {
                response.setDescription("成功 Success");
            }
            if (response.getContent() != null) {
                response.getContent().getMediaTypes().values().forEach(type -> ContractExamples.give(api, type));
            }
            boolean single = method != PathItem.HttpMethod.GET
                    ? method != PathItem.HttpMethod.DELETE && response.getContent() != null
                    : path.endsWith("}")
                            || path.endsWith("/me")
                            || path.endsWith("/attendance")
                            || path.endsWith("/minutes");
            if (single && !signIn) {
                response.addHeader(
                        "ETag",
                        OASFactory.createHeader()
                                .description("版本，修改时放入 If-Match Version, for If-Match")
                                .schema(text())
                                .example("\"3\""));
            }
        });
        boolean write = method != PathItem.HttpMethod.GET && method != PathItem.HttpMethod.HEAD;
        boolean parameters = path.contains("{")
                || (operation.getParameters() != null
                        && !operation.getParameters().isEmpty());
        if (!token && (write || parameters)) {
            problem(responses, "400", "请求无法识别 The request cannot be read");
        }
        if (!token && !open) {
            problem(responses, "401", signIn ? "用户名或密码不对 Wrong name or password" : "没有登录 Not signed in");
        }
        if (!signIn && !open) {
            problem(responses, "403", "没有权限 Not allowed");
        }
        if (path.contains("{")) {
            problem(responses, "404", "没有，或不在权限范围 Not there, or outside the scope");
        }
        if (path.endsWith("/session/oidc")) {
            problem(responses, "404", "没有开通单点登录 Single sign-on is not offered");
        }
        if (write && !signIn) {
            problem(responses, "409", "与现状冲突 Does not fit the present state");
        }
        if (operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(p -> "If-Match".equals(p.getName()))) {
            problem(responses, "412", "读取之后已被修改 Changed since it was read");
            problem(responses, "428", "缺少 If-Match If-Match is missing");
        }
        if (operation.getRequestBody() != null) {
            problem(responses, "413", "内容太大 Too large");
            problem(responses, "415", "内容类型不支持 Content type not supported");
            if (!token) {
                problem(responses, "422", "内容不符合规则 Content against the rules");
            }
            operation.getRequestBody().setRequired(true);
            body(api, operation.getRequestBody().getContent());
        }
        if (limited) {
            problem(responses, "429", "请求太频繁 Too many requests");
            responses
                    .get("429")
                    .addHeader(
                            "Retry-After",
                            OASFactory.createHeader()
                                    .description("多少秒后再试 Seconds to wait")
                                    .schema(OASFactory.createSchema().type(List.of(Schema.SchemaType.INTEGER)))
                                    .example(30));
        }
        operation.setResponses(OASFactory.createAPIResponses());
        responses.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(r -> operation.getResponses().addAPIResponse(r.getKey(), r.getValue()));
        if ((method == PathItem.HttpMethod.POST || method == PathItem.HttpMethod.PUT) && !signIn) {
            operation.addParameter(OASFactory.createParameter()
                    .name("Idempotency-Key")
                    .in(Parameter.In.HEADER)
                    .description("幂等键：24 小时内重复提交得到同一答复 Repeats get the kept answer for 24 h")
                    .schema(text().maxLength(255))
                    .example("3f2c7a52-5d1e-4c0e-9b0a-0b6a4a2f9d11"));
        }
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(p -> p.getDescription() == null)
                    .forEach(p ->
                            p.setDescription(p.getIn() == Parameter.In.PATH ? "标识 Identifier" : "筛选：" + p.getName()));
        }
    }

    /** The session, or what was said before of clients: either will do. */
    private static List<SecurityRequirement> security(Operation operation) {
        SecurityRequirement session = OASFactory.createSecurityRequirement().addScheme("session");
        SecurityRequirement clients = clients(operation);
        return clients == null ? List.of(session) : List.of(session, clients);
    }

    private static @Nullable SecurityRequirement clients(Operation operation) {
        return operation.getSecurity() == null
                ? null
                : operation.getSecurity().stream()
                        .filter(r -> r.hasScheme("clientCredentials"))
                        .findFirst()
                        .orElse(null);
    }

    /** The address of a new thing: below the collection, or of what the transfer or application was about. */
    private static String whereItIs(String path) {
        boolean verb = path.endsWith("/transfers") || path.endsWith("/applications");
        String place = verb ? path.substring(0, path.lastIndexOf('/')) : path + "/{id}";
        return place.replaceAll("\\{[^}]+}", ContractExamples.UUID);
    }

    private static void body(OpenAPI api, Content content) {
        for (Map.Entry<String, MediaType> type :
                new ArrayList<>(content.getMediaTypes().entrySet())) {
            if (type.getKey().equals(PATCH) && type.getValue().getSchema().getRef() != null) {
                String name = name(type.getValue().getSchema());
                String patch = name.endsWith("Patch") ? name : name + "Patch";
                Map<String, Schema> schemas = api.getComponents().getSchemas();
                if (!schemas.containsKey(patch)) {
                    Schema full = schemas.get(name);
                    api.getComponents()
                            .addSchema(
                                    patch,
                                    OASFactory.createSchema()
                                            .type(List.of(Schema.SchemaType.OBJECT))
                                            .description("任意部分字段 Any of the fields (RFC 7396)")
                                            .properties(full.getProperties()));
                }
                type.getValue().setSchema(OASFactory.createSchema().ref("#/components/schemas/" + patch));
            }
            ContractExamples.give(api, type.getValue());
        }
    }

    private static void problem(Map<String, APIResponse> responses, String status, String description) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put(
                "type",
                "urn:zhixing:problem:"
                        + switch (status) {
                            case "401" -> "not-signed-in";
                            case "403" -> "not-allowed";
                            case "404" -> "not-found";
                            case "409" -> "constraint/refused";
                            case "412" -> "stale";
                            case "413" -> "too-large";
                            case "415" -> "media-type";
                            case "422" -> "validation";
                            case "428" -> "if-match-missing";
                            case "429" -> "rate-limited";
                            default -> "malformed";
                        });
        example.put("title", description.substring(0, description.indexOf(' ')));
        example.put("status", Integer.valueOf(status));
        example.put("detail", description.substring(0, description.indexOf(' ')));
        responses.put(
                status,
                OASFactory.createAPIResponse()
                        .description(description)
                        .content(OASFactory.createContent()
                                .addMediaType(
                                        PROBLEM,
                                        OASFactory.createMediaType()
                                                .schema(OASFactory.createSchema()
                                                        .ref("#/components/schemas/Problem"))
                                                .example(example))));
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.OBJECT))
                .description("问题说明 Problem details, RFC 9457")
                .addRequired("type")
                .addRequired("title")
                .addRequired("status")
                .addProperty(
                        "type",
                        text().description("稳定的机器可读代码 Stable machine-readable type")
                                .addExample("urn:zhixing:problem:validation"))
                .addProperty("title", text().addExample("填写的内容有误"))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .type(List.of(Schema.SchemaType.INTEGER))
                                .addExample(422))
                .addProperty("detail", text().addExample("请按下面的提示修改后再提交"))
                .addProperty("instance", text().addExample("/api/v1/members"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .type(List.of(Schema.SchemaType.ARRAY))
                                .items(OASFactory.createSchema().ref("#/components/schemas/ProblemPlace")))
                .addProperty(
                        "allowed",
                        OASFactory.createSchema()
                                .type(List.of(Schema.SchemaType.ARRAY))
                                .description("允许的变更 The moves that are allowed")
                                .items(text().addExample("IN_PROGRESS")));
    }

    private static Schema place() {
        return OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.OBJECT))
                .description("出错的位置 A place that is wrong")
                .addRequired("pointer")
                .addRequired("code")
                .addRequired("detail")
                .addProperty(
                        "pointer",
                        text().description("JSON 指针或 ?参数名 JSON pointer, or ?parameter")
                                .addExample("/name"))
                .addProperty("code", text().addExample("validation/not-null"))
                .addProperty("detail", text().addExample("必须填写"));
    }

    private static Schema text() {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
    }

    static String name(Schema schema) {
        return schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1);
    }
}
