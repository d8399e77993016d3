package org.zhixing.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;

/** What people are told of themselves. */
@ApplicationScoped
class Profiles {
    @Inject
    Accounts accounts;

    @Inject
    SecondFactor secondFactor;

    Me of(Account account) {
        List<RoleGrant> grants = accounts.validGrants(account.id());
        boolean required = secondFactor.isRequired(
                grants.stream().map(g -> g.role().name()).collect(Collectors.toSet()));
        return Me.of(account, grants, required);
    }
}
