package org.zhixing.platform.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.zhixing.platform.problem.Refused;

/**
 * What is checked of every request before it is read: that no other site's page asks for a change, the body's type and
 * size, and the text of its parameters.
 */
@Provider
@PreMatching
public class EdgeFilter implements ContainerRequestFilter {
    /** Enough for the roll of the largest branch; files go as multipart and have limits of their own. */
    static final int MAX_JSON_BYTES = 1 << 20;

    /** A part of an upload that can be resumed; whoever has more to send sends several. */
    public static final int MAX_PART_BYTES = 5 << 20;

    public static final String PART = "application/offset+octet-stream";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public void filter(ContainerRequestContext request) {
        if (!SAFE.contains(request.getMethod()) && !fromOwnPage(request)) {
            throw Refused.forbidden("cross-site");
        }
        MediaType type = request.getMediaType();
        if (type == null && request.hasEntity() && request.getLength() != 0) {
            throw Refused.of(415, "media-type");
        }
        boolean multipart = type != null && type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE);
        if (!multipart) {
            int most = type != null && PART.equals(type.getType() + "/" + type.getSubtype())
                    ? MAX_PART_BYTES
                    : MAX_JSON_BYTES;
            if (request.getLength() > most) {
                throw Refused.of(413, "too-large", most / 1024);
            }
            if (request.hasEntity()) {
                request.setEntityStream(new Bounded(request.getEntityStream(), most));
            }
        }
        request.getUriInfo().getQueryParameters().forEach(this::check);
        if (Text.fault(request.getUriInfo().getPath()) != null
                || request.getUriInfo().getPath().indexOf('\uFFFD') >= 0) {
            throw Refused.notFound();
        }
    }

    /** Browsers say where a request comes from; what says nothing is no browser and carries nobody's cookies. */
    private static boolean fromOwnPage(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.getHeaderString("Origin");
        return origin == null
                || origin.endsWith("://" + request.getUriInfo().getRequestUri().getAuthority());
    }

    private void check(String name, List<String> values) {
        for (String value : values) {
            if (Text.fault(value) != null || value.indexOf('\uFFFD') >= 0) {
                throw Refused.malformed("text/parameter", name);
            }
        }
    }

    private static final class Bounded extends FilterInputStream {
        private final int most;
        private long left;

        Bounded(InputStream in, int most) {
            super(in);
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count(Math.max(n, 0));
            return n;
        }

        private void count(int n) {
            left -= n;
            if (left < 0) {
                throw Refused.of(413, "too-large", most / 1024);
            }
        }
    }
}
