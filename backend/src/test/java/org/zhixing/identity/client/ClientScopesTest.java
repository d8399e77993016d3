package org.zhixing.identity.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Scopes and operations fit each other. */
class ClientScopesTest {
    @Test
    void everyOperationOpenToClientsHasAScopeAndEveryScopeAnOperation() {
        Set<String> needed = new TreeSet<>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.zhixing").stream()
                        .filter(c -> c.getSimpleName().endsWith("Resource"))
                        .flatMap(c -> Arrays.stream(c.reflect().getDeclaredMethods()))
                        .filter(ScopeGate::opensToClients)
                        .forEach(m -> needed.add(ClientScopes.needed(verb(m), ScopeGate.path(m))));
        assertThat(needed).isEqualTo(new TreeSet<>(ClientScopes.KNOWN.keySet()));
    }

    @Test
    void theFirstPartOfThePathAndTheVerbSayTheScope() {
        assertThat(ClientScopes.needed("GET", "/api/v1/study-sessions/{id}/attendance"))
                .isEqualTo("study-sessions:read");
        assertThat(ClientScopes.needed("PUT", "/api/v1/study-sessions/{id}/attendance"))
                .isEqualTo("study-sessions:write");
        assertThat(ClientScopes.needed("HEAD", "/api/v1/members")).isEqualTo("members:read");
        assertThat(ClientScopes.needed("POST", "/api/v1/members/{id}/disclosures"))
                .isEqualTo("members:disclose");
        assertThat(ClientScopes.needed("POST", "/api/v1/members/lookups")).isEqualTo("members:disclose");
    }

    private static String verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(a -> a.annotationType().getAnnotation(HttpMethod.class))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .value();
    }
}
