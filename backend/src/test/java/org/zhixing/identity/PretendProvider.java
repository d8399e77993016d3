package org.zhixing.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** A provider that says whatever it is told to say through its address: what no honest one does can be tried. */
public class PretendProvider implements QuarkusTestResourceLifecycleManager {
    static final String CLIENT = "zhixing-under-test";
    static final String SECRET = "a-secret-of-thirty-two-characters";
    static final String PUBLIC_URL = "https://zhixing.example.gov.cn";
    static final RSAKey KEY = key("published");
    static final RSAKey OTHER_KEY = key("never-published");

    private HttpServer server;
    private String issuer;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        issuer = "http://localhost:" + server.getAddress().getPort();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, 200, """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "userinfo_endpoint": "%1$s/userinfo", "jwks_uri": "%1$s/keys", "response_types_supported": ["code"],
                 "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"]}""".formatted(issuer)));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(KEY.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.createContext("/userinfo", this::userinfo);
        server.start();
        return Map.of(
                "zhixing.oidc.url", issuer,
                "zhixing.oidc.client-id", CLIENT,
                "zhixing.oidc.client-secret", SECRET,
                "zhixing.oidc.public-url", PUBLIC_URL);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** The code is the ID token itself, put together by the test; the access token tells what userinfo says. */
    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, List<String>> fields = URLUtils.parseParameters(form);
        String[] code = fields.get("code").getFirst().split("~", -1);
        boolean verified = fields.containsKey("code_verifier")
                && fields.containsKey("redirect_uri")
                && exchange.getRequestHeaders().getFirst("Authorization").startsWith("Basic ");
        if (!verified) {
            answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        answer(exchange, 200, """
                {"id_token": "%s", "access_token": "%s", "token_type": "Bearer", "expires_in": 60}""".formatted(code[0], code.length > 1 ? code[1] : "x"));
    }

    private void userinfo(HttpExchange exchange) throws IOException {
        String[] said = exchange.getRequestHeaders()
                .getFirst("Authorization")
                .substring("Bearer ".length())
                .split(":");
        answer(exchange, 200, "{\"sub\": \"%s\", \"preferred_username\": \"%s\"}".formatted(said[0], said[1]));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    static String signed(JWTClaimsSet claims) {
        return signed(claims, KEY);
    }

    static String signed(JWTClaimsSet claims, RSAKey key) {
        try {
            return signed(claims, JWSAlgorithm.RS256, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signedWithOurSecret(JWTClaimsSet claims) {
        try {
            return signed(claims, JWSAlgorithm.HS256, new MACSigner(SECRET));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String unsigned(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(KEY.getKeyID()).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
