package org.zhixing.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.zhixing.platform.database.TestDatabase;

/** The contract at the root is the one the code has. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ContractTest {
    @Test
    void theContractAtTheRootIsWhatTheCodeServes() throws IOException {
        String served = RestAssured.get("/openapi").asString();
        String kept = Files.readString(Path.of("..", "openapi.yaml"));
        assertThat(served).as("openapi.yaml has drifted: run make openapi and commit it").isEqualTo(kept);
    }
}
