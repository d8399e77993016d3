package org.zhixing.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** The branches in reach that take part in a campaign, by name: what every list of branches over the tree begins with. */
@ApplicationScoped
public class TakingPart {
    private static final Order<Organization> BY_NAME =
            Order.ascending("name", "o.name", String.class, Organization::name, "o.id", Organization::id);

    @Inject
    Organizations organizations;

    /**
     * A page of them.
     *
     * @param below only this organisation's and those below it; 404 where it is out of reach
     */
    public Page<Organization> page(Campaign campaign, @Nullable UUID below, Paging paging) {
        var branches = organizations
                .withinScope()
                .where(
                        "exists (select 1 from Participation p where p.campaignId = :campaign and p.branch = o)",
                        "campaign",
                        campaign.id());
        if (below != null) {
            Organization top = organizations.get(below);
            branches.where("o.path >= :path", "path", top.path()).where("o.path < :pathEnd", "pathEnd", top.pathEnd());
        }
        return branches.page(paging, Order.named(paging.sort, BY_NAME));
    }
}
