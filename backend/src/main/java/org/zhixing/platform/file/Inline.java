package org.zhixing.platform.file;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Answers with a file's bytes, whole or in part: shown in place where that is safe, else to be saved. */
@ApplicationScoped
public class Inline {
    /** Kinds that a browser shows and that run nothing. */
    private static final Set<String> SHOWN = Set.of(
            "application/pdf",
            "video/mp4",
            "video/webm",
            "audio/mpeg",
            "audio/mp4",
            "image/jpeg",
            "image/png",
            "image/webp",
            "text/plain");

    /** A browser's PDF viewer is itself an object with styles in the document; it is not allowed anything else. */
    private static final String PDF =
            "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private static final String OTHER = "sandbox; default-src 'none'; frame-ancestors 'self'";

    @Inject
    StoredFiles files;

    /** What a request asks of a file. */
    public record Asked(
            @Nullable String range,
            @Nullable String ifRange,
            @Nullable String ifNoneMatch) {}

    public RestResponse<StreamingOutput> answer(StoredFile file, Asked asked) {
        String tag = "\"" + file.sha256() + "\"";
        if (asked.ifNoneMatch() != null && asked.ifNoneMatch().contains(tag)) {
            return headers(RestResponse.ResponseBuilder.create(304), file, tag).build();
        }
        boolean same = asked.ifRange() == null || asked.ifRange().strip().equals(tag);
        ByteRange part = same ? ByteRange.asked(asked.range(), file.size()) : null;
        ByteRange sent = part == null ? ByteRange.whole(file.size()) : part;
        StreamingOutput body = out -> files.copyRange(file.id(), sent, out);
        var answer = headers(RestResponse.ResponseBuilder.create(part == null ? 200 : 206), file, tag)
                .header(HttpHeaders.CONTENT_LENGTH, sent.length())
                .entity(body);
        if (part != null) {
            answer.header("Content-Range", "bytes " + sent.first() + "-" + sent.last() + "/" + file.size());
        }
        return answer.build();
    }

    private static RestResponse.ResponseBuilder<StreamingOutput> headers(
            RestResponse.ResponseBuilder<StreamingOutput> answer, StoredFile file, String tag) {
        String bare = file.mediaType().replaceFirst(";.*", "");
        return answer.header(HttpHeaders.ETAG, tag)
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CONTENT_TYPE, FileKinds.withCharset(file.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (SHOWN.contains(bare) ? "inline" : "attachment") + "; filename*=UTF-8''"
                                + URLEncoder.encode(file.name(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                .header("Content-Security-Policy", bare.equals("application/pdf") ? PDF : OTHER)
                .header("X-Content-Type-Options", "nosniff");
    }
}
