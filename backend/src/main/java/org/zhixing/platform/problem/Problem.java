package org.zhixing.platform.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Problem details as they go out (RFC 9457). */
final class Problem {
    private static final String MEDIA_TYPE = "application/problem+json";

    private final int status;
    private final Locale language;
    private final Map<String, Object> members = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    Problem(String type, String title, int status, String detail, Locale language) {
        this.status = status;
        this.language = language;
        members.put("type", type);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
    }

    /** Adds an extension member. */
    Problem with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** Adds a field to the answer's header. */
    Problem withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    int status() {
        return status;
    }

    /** The type without what all types begin with. */
    String slug() {
        return members.get("type").toString().substring(Problems.TYPE.length());
    }

    Response toResponse() {
        Response.ResponseBuilder response = Response.status(status)
                .type(MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage().equals("zh") ? "zh-CN" : "en")
                .entity(members);
        headers.forEach(response::header);
        return response.build();
    }
}
