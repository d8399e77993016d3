package org.zhixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhixing.Samples.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import org.zhixing.platform.database.TestDatabase;

/** Every address of the contract that needs no id answers: lists are pages, for the office and for a member. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ListsTest {
    @Inject
    Samples samples;

    @Test
    @SuppressWarnings("unchecked")
    void everyAddressWithoutAnIdAnswersAndEveryListIsAPage() throws IOException {
        Map<String, Object> contract = new Yaml().load(Files.readString(Path.of("../openapi.yaml")));
        Map<String, Map<String, Object>> paths = (Map<String, Map<String, Object>>) contract.get("paths");
        Samples.House house = samples.houseWithCampaign();
        List<String> bad = new ArrayList<>();
        int[] lists = {0};
        for (String who :
                List.of(house.office, house.supervisor, house.secretaries.getFirst(), house.people.getFirst())) {
            paths.forEach((path, operations) -> {
                if (!(operations.get("get") instanceof Map<?, ?> get)
                        || path.contains("{")
                        || path.endsWith("/chain") // begins at something
                        || path.endsWith("/session/oidc") // a way out to another site, where one is named
                        || !path.startsWith("/api/v1/")) {
                    return;
                }
                boolean list = get.get("operationId").toString().startsWith("list");
                boolean paged = Objects.toString(get.get("parameters")).contains("limit");
                Response answer = get(who, path, paged);
                if (answer.statusCode() == 200 && list) {
                    lists[0]++;
                    if (answer.path("items") == null || paged && ((List<Object>) answer.path("items")).size() > 2) {
                        bad.add(who + " " + path + " is no page of two");
                    }
                } else if (answer.statusCode() != 200 && answer.statusCode() != 403) {
                    bad.add(who + " " + path + " " + answer.statusCode() + " " + answer.asString());
                }
            });
        }
        assertThat(bad).isEmpty();
        assertThat(lists[0]).isGreaterThan(20);
    }

    private static Response get(String who, String path, boolean paged) {
        RequestSpecification caller = as(who);
        return (paged ? caller.queryParam("total", true).queryParam("limit", 2) : caller)
                .get(path.substring("/api/v1".length()));
    }
}
