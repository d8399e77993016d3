package org.zhixing.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.zhixing.Samples.as;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.platform.database.TestDatabase;
import org.zhixing.platform.query.Listing;

/** Walking down the tree, one level at a time. ORG-1 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ChildrenTest {
    private static final int BELOW = 2_000;
    private static final String CODE = "CHILDREN";

    @Inject
    Samples samples;

    @Inject
    Organizations organizations;

    @Inject
    Scope scope;

    @Inject
    EntityManager entities;

    @Test
    void ofAnOrganizationOutOfReachThoseAreShownThatAreReached() {
        var house = samples.house();
        String own = house.branches.getFirst().toString();
        as(house.office).get("/organizations?parent=" + house.committee).then().body("items", hasSize(2));
        String secretary = house.secretaries.getFirst();
        as(secretary).get("/organizations?parent=" + house.committee).then().body("items.id", contains(own));
        as(secretary).get("/organizations?parent=" + own).then().body("items", empty());
        as(samples.house().office)
                .get("/organizations?parent=" + house.committee)
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    /** The database counts the rows that each statement of a transaction reads. */
    @Test
    @ActivateRequestContext
    void theChildrenAreFoundWithoutLookingAtAllThatIsReached() { // PRO-2
        var house = samples.house();
        grow(house.committee);
        scope.actAs(accountOf(house.office), Set.of(Role.OFFICE));
        assertThat(rowsRead(organizations.childrenWithinScope(house.committee), 3))
                .isLessThan(100);
        // The control: asked of all that is reached, each of them is read.
        assertThat(rowsRead(organizations.withinScope().where("o.parent.id = :parent", "parent", house.committee), 3))
                .isGreaterThan(BELOW);
    }

    private void grow(UUID committee) {
        QuarkusTransaction.requiringNew().timeout(300).run(() -> {
            Organization general = organizations.found(
                    organizations.findById(committee),
                    Organization.Kind.GENERAL_BRANCH,
                    CODE,
                    new Organization.Editable("总支", null, null));
            organizations.flush();
            for (int n = 0; n < BELOW; n++) {
                organizations.found(
                        general, Organization.Kind.BRANCH, CODE + n, new Organization.Editable("支部" + n, null, null));
            }
        });
        for (String table : new String[] {"organization", "role_grant", "account"}) {
            QuarkusTransaction.requiringNew()
                    .run(() -> entities.createNativeQuery("analyze " + table).executeUpdate());
        }
    }

    private UUID accountOf(String username) {
        return entities.createQuery("select a.id from Account a where a.username = :username", UUID.class)
                .setParameter("username", username)
                .getSingleResult();
    }

    private long rowsRead(Listing<Organization> listing, int found) {
        return QuarkusTransaction.requiringNew().call(() -> {
            long before = read();
            assertThat(listing.first(200, Organizations.BY_NAME)).hasSize(found);
            return read() - before;
        });
    }

    private long read() {
        return ((Number) entities.createNativeQuery("""
                        select seq_tup_read + coalesce(idx_tup_fetch, 0)
                        from pg_stat_xact_user_tables where relname = 'organization'""").getSingleResult()).longValue();
    }
}
