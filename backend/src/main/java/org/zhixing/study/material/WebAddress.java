package org.zhixing.study.material;

import java.net.URI;
import java.net.URISyntaxException;

/** An address that a browser may be led to. */
final class WebAddress {
    private WebAddress() {}

    /** Whether it is absolute, of http or https, names a host and nobody's password. */
    static boolean isOne(String address) {
        try {
            URI uri = new URI(address);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }
}
