package org.zhixing.identity.client;

import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;

/** The key set that a client's assertions are checked with (RFC 7517), as it is given, kept and used. */
final class PublicKeys {
    private static final String POINTER = "/jwks";
    private static final int MOST = 10;
    private static final int MOST_CHARACTERS = 20_000;
    private static final int RSA_BITS = 2048;

    /** Longer keys make each check slow, which somebody could use. */
    private static final int MOST_RSA_BITS = 8192;

    private PublicKeys() {}

    /** The set as it is kept: public keys of the kinds that are taken, and nothing else. */
    static @Nullable String kept(@Nullable Map<String, Object> given) {
        if (given == null) {
            return null;
        }
        List<JsonWebKey> keys;
        try {
            keys = new JsonWebKeySet(JsonUtil.toJson(given)).getJsonWebKeys();
        } catch (JoseException | RuntimeException unreadable) {
            throw Refused.field(POINTER, "client/jwks-unreadable");
        }
        Object listed = given.get("keys");
        if (keys.isEmpty() || keys.size() > MOST || !(listed instanceof List<?> all) || all.size() != keys.size()) {
            throw Refused.field(POINTER, "client/jwks-unreadable");
        }
        for (int i = 0; i < keys.size(); i++) {
            check(keys.get(i), POINTER + "/keys/" + i);
        }
        String kept = new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
        if (kept.length() > MOST_CHARACTERS || Text.fault(kept) != null) {
            throw Refused.field(POINTER, "client/jwks-unreadable");
        }
        return kept;
    }

    private static void check(JsonWebKey key, String pointer) {
        if (!(key instanceof PublicJsonWebKey pair)) {
            throw Refused.field(pointer, "client/jwks-kind");
        }
        if (pair.getPrivateKey() != null) {
            throw Refused.field(pointer, "client/jwks-private");
        }
        boolean taken =
                switch (pair) {
                    case EllipticCurveJsonWebKey curve -> "P-256".equals(curve.getCurveName());
                    case OctetKeyPairJsonWebKey curve -> "Ed25519".equals(curve.getSubtype());
                    default ->
                        pair.getPublicKey() instanceof RSAPublicKey rsa
                                && rsa.getModulus().bitLength() >= RSA_BITS
                                && rsa.getModulus().bitLength() <= MOST_RSA_BITS;
                };
        if (!taken) {
            throw Refused.field(pointer, "client/jwks-kind");
        }
    }

    static @Nullable Map<String, Object> shown(@Nullable String kept) {
        try {
            return kept == null ? null : JsonUtil.parseJson(kept);
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<JsonWebKey> of(String kept) {
        try {
            return new JsonWebKeySet(kept).getJsonWebKeys();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
