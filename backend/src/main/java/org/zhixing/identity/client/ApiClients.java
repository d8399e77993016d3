package org.zhixing.identity.client;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.zhixing.identity.Scope;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** API clients within the caller's scope, with their secrets. */
@ApplicationScoped
class ApiClients implements PanacheRepositoryBase<ApiClient, UUID> {
    static final Order<ApiClient> BY_NAME =
            Order.ascending("name", "c.name", String.class, ApiClient::name, "c.id", ApiClient::id);
    static final Order<ApiClient> NEWEST =
            Order.descending("-createdAt", "c.createdAt", Instant.class, ApiClient::createdAt, "c.id", ApiClient::id);

    /** Two, so that a new one can be rolled out while the old one still works. */
    private static final int MOST_VALID = 2;

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Clock clock;

    Listing<ApiClient> withinScope() {
        return listings.of(ApiClient.class, "ApiClient c").where(scope.over("c.organizationId"));
    }

    ApiClient get(UUID id) {
        return withinScope().where("c.id = :id", "id", id).one();
    }

    /** A client's secrets, newest first. */
    List<ApiClientSecret> secrets(ApiClient client) {
        return getEntityManager()
                .createQuery(
                        "from ApiClientSecret s where s.clientId = :client order by s.createdAt desc, s.id desc",
                        ApiClientSecret.class)
                .setParameter("client", client.id())
                .setMaxResults(200)
                .getResultList();
    }

    /** Keeps a new secret, unless two are valid already; requests for the same client wait for each other. */
    ApiClientSecret addSecret(ApiClient client, String secret) {
        Instant now = clock.instant();
        getEntityManager().lock(client, LockModeType.PESSIMISTIC_WRITE);
        long valid = getEntityManager()
                .createQuery(
                        "select count(*) from ApiClientSecret s where s.clientId = :client and s.expiresAt > :now",
                        Long.class)
                .setParameter("client", client.id())
                .setParameter("now", now)
                .getSingleResult();
        if (valid >= MOST_VALID) {
            throw Refused.conflict("client/two-secrets", MOST_VALID);
        }
        ApiClientSecret kept = new ApiClientSecret(client.id(), secret, now);
        getEntityManager().persist(kept);
        return kept;
    }

    /** Takes a secret away, and with it the tokens that were given for it. */
    void removeSecret(ApiClient client, UUID secret) {
        getEntityManager()
                .remove(secrets(client).stream()
                        .filter(s -> s.id().equals(secret))
                        .findFirst()
                        .orElseThrow(Refused::notFound));
    }

    /** Ends every token of a client now. */
    void endTokens(ApiClient client) {
        getEntityManager()
                .createQuery("delete from AccessToken t where t.clientId = :client")
                .setParameter("client", client.id())
                .executeUpdate();
    }
}
