package org.zhixing.demo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhixing.campaign.TemplateSeeds;
import org.zhixing.identity.Accounts;
import org.zhixing.identity.Role;
import org.zhixing.identity.SignIn;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;

/** Fills an empty database: templates always; then the demo, or one organisation with one administrator. */
@ApplicationScoped
class FirstStart {
    /** Replicas that start together come here one after the other. */
    private static final long TURN = 0x5A48_4958_494E_4701L;

    @Inject
    EntityManager entities;

    @Inject
    TemplateSeeds templates;

    @Inject
    Accounts accounts;

    @Inject
    SignIn signIn;

    @Inject
    Organizations organizations;

    @Inject
    DemoHouse demo;

    @ConfigProperty(name = "zhixing.demo", defaultValue = "0")
    String demoWanted;

    @ConfigProperty(name = "zhixing.first-start", defaultValue = "true")
    boolean enabled;

    @ActivateRequestContext
    void start(@Observes StartupEvent event) {
        if (!enabled) {
            return;
        }
        QuarkusTransaction.requiringNew().timeout(300).run(() -> {
            entities.createNativeQuery("select 1 from pg_advisory_xact_lock(:turn)", Integer.class)
                    .setParameter("turn", TURN)
                    .getSingleResult();
            templates.load();
            if (!accounts.none()) {
                return;
            }
            if (demoWanted.equals("1") || demoWanted.equals("true")) {
                demo.build();
            } else {
                administrator();
            }
        });
    }

    private void administrator() {
        Organization root = organizations.found(
                null, Organization.Kind.WORK_COMMITTEE, "ROOT", new Organization.Editable("工委", null, null));
        organizations.flush();
        var account = accounts.open("admin", "系统管理员", null, root.id(), null);
        String code = signIn.hand(account);
        accounts.flush();
        accounts.grant(account, Role.ADMIN, root.id(), null, null, null);
        accounts.grant(account, Role.OFFICE, root.id(), null, null, null);
        System.out.println("""

                首次启动，请用下面的一次性登录码登录并设定密码
                First start: sign in with this one-time code and set a password

                用户名 user name: admin
                登录码 code:      %s
                """.formatted(code));
    }
}
