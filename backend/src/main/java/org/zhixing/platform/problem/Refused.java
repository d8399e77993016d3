package org.zhixing.platform.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that is understood and not carried out, with the reason in the caller's language (RFC 9457).
 *
 * <p>The slug names the problem for machines ({@code urn:zhixing:problem:<slug>}) and finds its title and detail in
 * {@code problems_zh.properties} and {@code problems_en.properties}; the arguments fill the detail's places.
 */
public final class Refused extends RuntimeException {
    /** Where in the request body something is wrong: a JSON pointer, or {@code ?name} for a parameter. */
    public record At(String pointer, String slug, Object[] arguments) {}

    private final int status;
    private final String slug;
    private final transient Object[] arguments;
    private final transient List<At> places = new ArrayList<>();
    private final transient Map<String, Object> facts = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private Refused(int status, String slug, Object... arguments) {
        super(slug, null, false, false);
        this.status = status;
        this.slug = slug;
        this.arguments = arguments;
    }

    /** 404: there is no such thing, or none within the caller's scope. Always the same words. */
    public static Refused notFound() {
        return new Refused(404, "not-found");
    }

    /** 400: the request cannot be read. */
    public static Refused malformed(String slug, Object... arguments) {
        return new Refused(400, slug, arguments);
    }

    /** 422: the request can be read and asks for something the rules do not allow. */
    public static Refused invalid(String slug, Object... arguments) {
        return new Refused(422, slug, arguments);
    }

    /** 409: the request does not fit the present state. */
    public static Refused conflict(String slug, Object... arguments) {
        return new Refused(409, slug, arguments);
    }

    /** 403: the caller is known and may not. Only for what the caller may see. */
    public static Refused forbidden(String slug, Object... arguments) {
        return new Refused(403, slug, arguments);
    }

    public static Refused of(int status, String slug, Object... arguments) {
        return new Refused(status, slug, arguments);
    }

    /** 422 at one field of the body. */
    public static Refused field(String pointer, String slug, Object... arguments) {
        return new Refused(422, "validation").at(pointer, slug, arguments);
    }

    /** Names one more place that is wrong. */
    public Refused at(String pointer, String slug, Object... arguments) {
        places.add(new At(pointer, slug, arguments));
        return this;
    }

    /** The moves that would be allowed instead. */
    public Refused allowing(Collection<? extends Enum<?>> moves) {
        facts.put("allowed", moves.stream().map(Enum::name).toList());
        return this;
    }

    public Refused with(String name, Object value) {
        facts.put(name, value);
        return this;
    }

    /** Adds a field to the answer's header, as {@code Retry-After}. */
    public Refused withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public Object[] arguments() {
        return arguments;
    }

    /** The slug that says most: of the first place that is wrong, or of the whole. For one of many that are refused. */
    public String first() {
        return places.isEmpty() ? slug : places.getFirst().slug();
    }

    /** What fills the places of {@link #first}. */
    public Object[] firstArguments() {
        return places.isEmpty() ? arguments : places.getFirst().arguments();
    }

    List<At> places() {
        return places;
    }

    Map<String, Object> facts() {
        return facts;
    }

    Map<String, String> headers() {
        return headers;
    }
}
