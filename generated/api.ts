export interface paths {
    "/billing_entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listBillingEntities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/billing_entities/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        get: operations["getBillingEntity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/activity_logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllActivityLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/activity_logs/{activity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        get: operations["findActivityLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/add_ons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllAddOns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/add_ons/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        get: operations["findAddOn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api_logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllApiLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api_logs/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        get: operations["findApiLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/gross_revenue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllGrossRevenues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/invoice_collection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllInvoiceCollections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/invoiced_usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllInvoicedUsages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/mrr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllMrrs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/overdue_balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllOverdueBalances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllUsages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/applied_coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllAppliedCoupons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/billable_metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllBillableMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/billable_metrics/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        get: operations["findBillableMetric"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllFeatures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/features/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        get: operations["findFeature"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllCoupons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/coupons/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        get: operations["findCoupon"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credit_notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllCreditNotes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credit_notes/{lago_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        get: operations["findCreditNote"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_customer_id: string;
            };
            cookie?: never;
        };
        get: operations["findCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}/applied_coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllCustomerAppliedCoupons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}/credit_notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllCustomerCreditNotes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllCustomerInvoices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllCustomerPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}/payment_requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllCustomerPaymentRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}/portal_url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCustomerPortalUrl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllCustomerSubscriptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}/wallets": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_customer_id: components["parameters"]["external_customer_id_path"];
            };
            cookie?: never;
        };
        get: operations["findAllCustomerWallets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}/wallets/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_customer_id: components["parameters"]["external_customer_id_path"];
                code: string;
            };
            cookie?: never;
        };
        get: operations["findCustomerWallet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}/wallets/{wallet_code}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_customer_id: components["parameters"]["external_customer_id_path"];
                wallet_code: components["parameters"]["wallet_code"];
            };
            cookie?: never;
        };
        get: operations["getCustomerWalletAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}/wallets/{wallet_code}/alerts/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_customer_id: components["parameters"]["external_customer_id_path"];
                wallet_code: components["parameters"]["wallet_code"];
                code: string;
            };
            cookie?: never;
        };
        get: operations["getCustomerWalletAlert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}/current_usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findCustomerCurrentUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}/projected_usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findCustomerProjectedUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}/past_usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllCustomerPastUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{external_customer_id}/payment_methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllCustomersPaymentMethods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{transaction_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transaction_id: string;
            };
            cookie?: never;
        };
        get: operations["findEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllFees"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fees/{lago_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        get: operations["findFee"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllInvoices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invoices/{lago_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: components["parameters"]["lago_invoice_id"];
            };
            cookie?: never;
        };
        get: operations["findInvoice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment_receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllPaymentReceipts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment_receipts/{lago_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        get: operations["findPaymentReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment_requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllPaymentRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment_requests/{lago_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        get: operations["findPaymentRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{lago_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        get: operations["findPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllPlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        get: operations["findPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{code}/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        get: operations["findAllEntitlements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{code}/entitlements/{feature_code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
                feature_code: string;
            };
            cookie?: never;
        };
        get: operations["findEntitlement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{code}/charges": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: components["parameters"]["plan_code"];
            };
            cookie?: never;
        };
        get: operations["findAllPlanCharges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{code}/charges/{charge_code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: components["parameters"]["plan_code"];
                charge_code: components["parameters"]["charge_code"];
            };
            cookie?: never;
        };
        get: operations["findPlanCharge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{code}/charges/{charge_code}/filters": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: components["parameters"]["plan_code"];
                charge_code: components["parameters"]["charge_code"];
            };
            cookie?: never;
        };
        get: operations["findAllPlanChargeFilters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{code}/charges/{charge_code}/filters/{filter_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: components["parameters"]["plan_code"];
                charge_code: components["parameters"]["charge_code"];
                filter_id: components["parameters"]["charge_filter_id"];
            };
            cookie?: never;
        };
        get: operations["findPlanChargeFilter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{code}/fixed_charges": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: components["parameters"]["plan_code"];
            };
            cookie?: never;
        };
        get: operations["findAllPlanFixedCharges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{code}/fixed_charges/{fixed_charge_code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: components["parameters"]["plan_code"];
                fixed_charge_code: components["parameters"]["fixed_charge_code"];
            };
            cookie?: never;
        };
        get: operations["findPlanFixedCharge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllSubscriptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{external_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_id: string;
            };
            cookie?: never;
        };
        get: operations["findSubscription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{external_id}/lifetime_usage": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_id: string;
            };
            cookie?: never;
        };
        get: operations["getSubscriptionLifetimeUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{external_id}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_id: string;
            };
            cookie?: never;
        };
        get: operations["getSubscriptionAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{external_id}/alerts/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_id: string;
                code: string;
            };
            cookie?: never;
        };
        get: operations["getSubscriptionAlert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{external_id}/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_id: string;
            };
            cookie?: never;
        };
        get: operations["findAllSubscriptionEntitlements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{external_id}/fixed_charges": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_id: components["parameters"]["subscription_external_id_path"];
            };
            cookie?: never;
        };
        get: operations["findAllSubscriptionFixedCharges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{external_id}/charges": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_id: components["parameters"]["subscription_external_id_path"];
            };
            cookie?: never;
        };
        get: operations["findAllSubscriptionCharges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{external_id}/charges/{charge_code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_id: components["parameters"]["subscription_external_id_path"];
                charge_code: components["parameters"]["charge_code"];
            };
            cookie?: never;
        };
        get: operations["findSubscriptionCharge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{external_id}/charges/{charge_code}/filters": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_id: components["parameters"]["subscription_external_id_path"];
                charge_code: components["parameters"]["charge_code"];
            };
            cookie?: never;
        };
        get: operations["findAllSubscriptionChargeFilters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{external_id}/charges/{charge_code}/filters/{filter_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_id: components["parameters"]["subscription_external_id_path"];
                charge_code: components["parameters"]["charge_code"];
                filter_id: components["parameters"]["charge_filter_id"];
            };
            cookie?: never;
        };
        get: operations["findSubscriptionChargeFilter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{external_id}/fixed_charges/{fixed_charge_code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_id: components["parameters"]["subscription_external_id_path"];
                fixed_charge_code: components["parameters"]["fixed_charge_code"];
            };
            cookie?: never;
        };
        get: operations["findSubscriptionFixedCharge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllTaxes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taxes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        get: operations["findTax"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/wallets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllWallets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/wallets/{lago_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        get: operations["findWallet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/wallet_transactions/{lago_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        get: operations["findWalletTransaction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/wallet_transactions/{lago_id}/consumptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllWalletTransactionConsumptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/wallet_transactions/{lago_id}/fundings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllWalletTransactionFundings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/wallets/{lago_id}/wallet_transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllWalletTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/public_key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @deprecated */
        get: operations["fetchPublicKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/json_public_key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["fetchJsonPublicKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook_endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["findAllWebhookEndpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook_endpoints/{lago_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        get: operations["findWebhookEndpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    alert_triggered: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["alertTriggered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    billable_metric_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["billableMetricCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    billable_metric_updated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["billableMetricUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    billable_metric_deleted: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["billableMetricDeleted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    customer_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customerCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    customer_updated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customerUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    customer_accounting_provider_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customerAccountingProviderCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    customer_accounting_provider_error: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customerAccountingProviderError"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    customer_crm_provider_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customerCrmProviderCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    customer_crm_provider_error: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customerCrmProviderError"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    customer_payment_provider_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customerPaymentProviderCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    customer_payment_provider_error: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customerPaymentProviderError"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    customer_checkout_url_generated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customerCheckoutUrlGenerated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    customer_tax_provider_error: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customerTaxProviderError"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    customer_vies_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customerViesCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    credit_note_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["creditNoteCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    credit_note_generated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["creditNoteGenerated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    credit_note_provider_refund_failure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["creditNoteProviderRefundFailure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    dunning_campaign_finished: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["dunningCampaignFinished"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    event_error: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @deprecated */
        post: operations["eventError"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    events_errors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["eventsErrors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "feature.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["featureCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "feature.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["featureUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "feature.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["featureDeleted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    fee_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["feeCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    fee_tax_provider_error: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["feeTaxProviderError"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    invoice_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["invoiceCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    invoice_one_off_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["invoiceOneOffCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    invoice_add_on_added: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["invoiceAddOnAdded"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    invoice_paid_credit_added: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["invoicePaidCreditAdded"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    invoice_generated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["invoiceGenerated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    invoice_drafted: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["invoiceDrafted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    invoice_voided: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["invoiceVoided"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    invoice_payment_dispute_lost: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["invoicePaymentDisputeLost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    invoice_payment_status_updated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["invoicePaymentStatusUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    invoice_payment_overdue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["invoicePaymentOverdue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    invoice_payment_failure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["invoicePaymentFailure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    invoice_resynced: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["invoiceResynced"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    integration_provider_error: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["integrationProviderError"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    payment_requires_action: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["paymentRequiresAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    payment_succeeded: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["paymentSucceeded"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    payment_provider_error: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["paymentProviderError"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    payment_request_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["paymentRequestCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    payment_request_payment_failure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["paymentRequestPaymentFailure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    payment_request_payment_status_updated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["paymentRequestPaymentStatusUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    plan_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["planCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    plan_updated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["planUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    plan_deleted: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["planDeleted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    subscription_terminated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["subscriptionTerminated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    subscription_incomplete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["subscriptionIncomplete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    subscription_canceled: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["subscriptionCanceled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    subscription_started: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["subscriptionStarted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    subscription_updated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["subscriptionUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    subscription_termination_alert: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["subscriptionTerminationAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    subscription_trial_ended: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["subscriptionTrialEnded"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    subscription_usage_threshold_reached: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["subscriptionUsageThresholdReached"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    wallet_depleted_ongoing_balance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["walletDepletedOngoingBalance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    wallet_transaction_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["walletTransactionCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    wallet_transaction_updated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["walletTransactionUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    wallet_transaction_payment_failure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["walletTransactionPaymentFailure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    invoice_deleted: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["invoiceDeleted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    invoice_ready_to_finalize: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["invoiceReadyToFinalize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    payment_receipt_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["paymentReceiptCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    payment_receipt_generated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["paymentReceiptGenerated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    wallet_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["walletCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    wallet_updated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["walletUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    wallet_terminated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["walletTerminated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    quote_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["quoteCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    quote_approved: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["quoteApproved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    quote_voided: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["quoteVoided"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    order_form_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["orderFormCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    order_form_expired: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["orderFormExpired"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    order_form_signed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["orderFormSigned"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    order_form_voided: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["orderFormVoided"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    order_created: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["orderCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    order_executed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["orderExecuted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** @enum {string} */
        Currency: "AED" | "AFN" | "ALL" | "AMD" | "ANG" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BGN" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLF" | "CLP" | "CNY" | "COP" | "CRC" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HRK" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JMD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KRW" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRO" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SEK" | "SGD" | "SHP" | "SLL" | "SOS" | "SRD" | "STD" | "SZL" | "THB" | "TJS" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | (string & {});
        /** @enum {string} */
        Country: "AD" | "AE" | "AF" | "AG" | "AI" | "AL" | "AM" | "AO" | "AQ" | "AR" | "AS" | "AT" | "AU" | "AW" | "AX" | "AZ" | "BA" | "BB" | "BD" | "BE" | "BF" | "BG" | "BH" | "BI" | "BJ" | "BL" | "BM" | "BN" | "BO" | "BQ" | "BR" | "BS" | "BT" | "BV" | "BW" | "BY" | "BZ" | "CA" | "CC" | "CD" | "CF" | "CG" | "CH" | "CI" | "CK" | "CL" | "CM" | "CN" | "CO" | "CR" | "CU" | "CV" | "CW" | "CX" | "CY" | "CZ" | "DE" | "DJ" | "DK" | "DM" | "DO" | "DZ" | "EC" | "EE" | "EG" | "EH" | "ER" | "ES" | "ET" | "FI" | "FJ" | "FK" | "FM" | "FO" | "FR" | "GA" | "GB" | "GD" | "GE" | "GF" | "GG" | "GH" | "GI" | "GL" | "GM" | "GN" | "GP" | "GQ" | "GR" | "GS" | "GT" | "GU" | "GW" | "GY" | "HK" | "HM" | "HN" | "HR" | "HT" | "HU" | "ID" | "IE" | "IL" | "IM" | "IN" | "IO" | "IQ" | "IR" | "IS" | "IT" | "JE" | "JM" | "JO" | "JP" | "KE" | "KG" | "KH" | "KI" | "KM" | "KN" | "KP" | "KR" | "KW" | "KY" | "KZ" | "LA" | "LB" | "LC" | "LI" | "LK" | "LR" | "LS" | "LT" | "LU" | "LV" | "LY" | "MA" | "MC" | "MD" | "ME" | "MF" | "MG" | "MH" | "MK" | "ML" | "MM" | "MN" | "MO" | "MP" | "MQ" | "MR" | "MS" | "MT" | "MU" | "MV" | "MW" | "MX" | "MY" | "MZ" | "NA" | "NC" | "NE" | "NF" | "NG" | "NI" | "NL" | "NO" | "NP" | "NR" | "NU" | "NZ" | "OM" | "PA" | "PE" | "PF" | "PG" | "PH" | "PK" | "PL" | "PM" | "PN" | "PR" | "PS" | "PT" | "PW" | "PY" | "QA" | "RE" | "RO" | "RS" | "RU" | "RW" | "SA" | "SB" | "SC" | "SD" | "SE" | "SG" | "SH" | "SI" | "SJ" | "SK" | "SL" | "SM" | "SN" | "SO" | "SR" | "SS" | "ST" | "SV" | "SX" | "SY" | "SZ" | "TC" | "TD" | "TF" | "TG" | "TH" | "TJ" | "TK" | "TL" | "TM" | "TN" | "TO" | "TR" | "TT" | "TV" | "TW" | "TZ" | "UA" | "UG" | "UM" | "US" | "UY" | "UZ" | "VA" | "VC" | "VE" | "VG" | "VI" | "VN" | "VU" | "WF" | "WS" | "YE" | "YT" | "ZA" | "ZM" | "ZW" | (string & {});
        /** @enum {string} */
        Timezone: "UTC" | "Africa/Algiers" | "Africa/Cairo" | "Africa/Casablanca" | "Africa/Harare" | "Africa/Johannesburg" | "Africa/Monrovia" | "Africa/Nairobi" | "America/Argentina/Buenos_Aires" | "America/Bogota" | "America/Caracas" | "America/Chicago" | "America/Chihuahua" | "America/Denver" | "America/Guatemala" | "America/Guyana" | "America/Halifax" | "America/Indiana/Indianapolis" | "America/Juneau" | "America/La_Paz" | "America/Lima" | "America/Los_Angeles" | "America/Mazatlan" | "America/Mexico_City" | "America/Monterrey" | "America/Montevideo" | "America/New_York" | "America/Nuuk" | "America/Phoenix" | "America/Puerto_Rico" | "America/Regina" | "America/Santiago" | "America/Sao_Paulo" | "America/St_Johns" | "America/Tijuana" | "Asia/Almaty" | "Asia/Baghdad" | "Asia/Baku" | "Asia/Bangkok" | "Asia/Chongqing" | "Asia/Colombo" | "Asia/Dhaka" | "Asia/Hong_Kong" | "Asia/Irkutsk" | "Asia/Jakarta" | "Asia/Jerusalem" | "Asia/Kabul" | "Asia/Kamchatka" | "Asia/Karachi" | "Asia/Kathmandu" | "Asia/Kolkata" | "Asia/Krasnoyarsk" | "Asia/Kuala_Lumpur" | "Asia/Kuwait" | "Asia/Magadan" | "Asia/Muscat" | "Asia/Novosibirsk" | "Asia/Riyadh" | "Asia/Seoul" | "Asia/Shanghai" | "Asia/Singapore" | "Asia/Srednekolymsk" | "Asia/Taipei" | "Asia/Tashkent" | "Asia/Tbilisi" | "Asia/Tehran" | "Asia/Tokyo" | "Asia/Ulaanbaatar" | "Asia/Urumqi" | "Asia/Vladivostok" | "Asia/Yakutsk" | "Asia/Yangon" | "Asia/Yekaterinburg" | "Asia/Yerevan" | "Atlantic/Azores" | "Atlantic/Cape_Verde" | "Atlantic/South_Georgia" | "Australia/Adelaide" | "Australia/Brisbane" | "Australia/Darwin" | "Australia/Hobart" | "Australia/Melbourne" | "Australia/Perth" | "Australia/Sydney" | "Europe/Amsterdam" | "Europe/Athens" | "Europe/Belgrade" | "Europe/Berlin" | "Europe/Bratislava" | "Europe/Brussels" | "Europe/Bucharest" | "Europe/Budapest" | "Europe/Copenhagen" | "Europe/Dublin" | "Europe/Helsinki" | "Europe/Istanbul" | "Europe/Kaliningrad" | "Europe/Kyiv" | "Europe/Lisbon" | "Europe/Ljubljana" | "Europe/London" | "Europe/Madrid" | "Europe/Minsk" | "Europe/Moscow" | "Europe/Paris" | "Europe/Prague" | "Europe/Riga" | "Europe/Rome" | "Europe/Samara" | "Europe/Sarajevo" | "Europe/Skopje" | "Europe/Sofia" | "Europe/Stockholm" | "Europe/Tallinn" | "Europe/Vienna" | "Europe/Vilnius" | "Europe/Volgograd" | "Europe/Warsaw" | "Europe/Zagreb" | "Europe/Zurich" | "GMT+12" | "Pacific/Apia" | "Pacific/Auckland" | "Pacific/Chatham" | "Pacific/Fakaofo" | "Pacific/Fiji" | "Pacific/Guadalcanal" | "Pacific/Guam" | "Pacific/Honolulu" | "Pacific/Majuro" | "Pacific/Midway" | "Pacific/Noumea" | "Pacific/Pago_Pago" | "Pacific/Port_Moresby" | "Pacific/Tongatapu" | (string & {});
        BillingEntityObject: {
            /** Format: uuid */
            lago_id: string;
            code: string;
            name: string;
            default_currency: components["schemas"]["Currency"];
            document_locale: string;
            /** @enum {string} */
            document_numbering: "per_customer" | "per_billing_entity" | (string & {});
            document_number_prefix?: string | null;
            finalize_zero_amount_invoice: boolean;
            invoice_footer?: string | null;
            invoice_grace_period: number;
            /**
             * @default next_period_start
             * @enum {string}
             */
            subscription_invoice_issuing_date_anchor?: "current_period_end" | "next_period_start" | (string & {});
            /**
             * @default align_with_finalization_date
             * @enum {string}
             */
            subscription_invoice_issuing_date_adjustment?: "align_with_finalization_date" | "keep_anchor" | (string & {});
            is_default?: boolean;
            net_payment_term: number;
            address_line1?: string | null;
            address_line2?: string | null;
            city?: string | null;
            state?: string | null;
            country?: components["schemas"]["Country"] | null;
            zipcode?: string | null;
            /** Format: email */
            email?: string | null;
            legal_name?: string | null;
            legal_number?: string | null;
            tax_identification_number?: string | null;
            timezone: components["schemas"]["Timezone"];
            email_settings?: ("invoice.finalized" | "credit_note.created" | "payment_receipt.created")[];
            eu_tax_management?: boolean;
            /** Format: uri */
            logo_url?: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            phone?: string | null;
            einvoicing?: boolean;
        };
        TaxObject: {
            /** Format: uuid */
            lago_id: string;
            name: string;
            code: string;
            description?: string | null;
            rate: number;
            /** @deprecated */
            applied_to_organization: boolean;
            /** Format: date-time */
            created_at: string;
            applied_to_billing_entities_codes?: string[];
        };
        InvoiceCustomSectionObject: {
            /** Format: uuid */
            lago_id: string;
            name: string;
            code: string;
            description?: string;
            details?: string;
            display_name?: string;
            /** @deprecated */
            applied_to_organization?: boolean;
            /** Format: uuid */
            organization_id?: string;
            /** Format: date-time */
            created_at?: string;
        };
        BillingEntityObjectExtended: components["schemas"]["BillingEntityObject"] & {
            taxes?: components["schemas"]["TaxObject"][];
            selected_invoice_custom_sections?: components["schemas"]["InvoiceCustomSectionObject"][];
        };
        ActivityLogObject: {
            /** Format: uuid */
            activity_id: string;
            /** Format: email */
            user_email?: string | null;
            activity_type: string;
            /** @enum {string} */
            activity_source: "api" | "front" | "system" | (string & {});
            /** Format: object */
            activity_object?: Record<string, unknown> | null;
            /** Format: object */
            activity_object_changes?: Record<string, unknown> | null;
            external_customer_id?: string | null;
            external_subscription_id?: string | null;
            /** Format: uuid */
            resource_id: string;
            resource_type: string;
            /** Format: uuid */
            organization_id: string;
            /** Format: date-time */
            logged_at: string;
            /** Format: date-time */
            created_at: string;
        };
        PaginationMeta: {
            current_page: number;
            next_page?: number | null;
            prev_page?: number | null;
            total_pages: number;
            total_count: number;
        };
        ActivityLogsPaginated: {
            activity_logs: components["schemas"]["ActivityLogObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        ActivityLog: {
            activity_log: components["schemas"]["ActivityLogObject"];
        };
        AddOnObject: {
            /** Format: uuid */
            lago_id: string;
            name: string;
            invoice_display_name: string | null;
            code: string;
            amount_cents: number;
            amount_currency: components["schemas"]["Currency"];
            description: string | null;
            /** Format: date-time */
            created_at: string;
            taxes?: components["schemas"]["TaxObject"][];
        };
        AddOnsPaginated: {
            add_ons: components["schemas"]["AddOnObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        AddOn: {
            add_on: components["schemas"]["AddOnObject"];
        };
        ApiLogObject: {
            api_version: string;
            client: string;
            /** @enum {string} */
            http_method: "post" | "put" | "delete" | (string & {});
            http_status: number;
            /** Format: date-time */
            logged_at: string;
            /** Format: object */
            request_body: Record<string, unknown>;
            request_origin: string;
            request_path: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            request_id: string;
            /** Format: object */
            request_response?: Record<string, unknown>;
        };
        ApiLogsPaginated: {
            api_logs: components["schemas"]["ApiLogObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        ApiLog: {
            api_log: components["schemas"]["ApiLogObject"];
        };
        GrossRevenueObject: {
            /** Format: date-time */
            month: string;
            /** Format: decimal */
            amount_cents: number;
            currency: components["schemas"]["Currency"];
            invoices_count: string;
            /** Format: uuid */
            billing_entity_id?: string | null;
        };
        GrossRevenues: {
            gross_revenues: components["schemas"]["GrossRevenueObject"][];
        };
        InvoiceCollectionObject: {
            /** Format: date-time */
            month: string;
            /** @enum {string} */
            payment_status?: "pending" | "succeeded" | "failed" | (string & {});
            invoices_count: number;
            /** Format: decimal */
            amount_cents?: number;
            currency?: components["schemas"]["Currency"];
        };
        InvoiceCollections: {
            invoice_collections: components["schemas"]["InvoiceCollectionObject"][];
        };
        InvoicedUsageObject: {
            /** Format: date-time */
            month: string;
            code?: string;
            /** Format: decimal */
            amount_cents: number;
            currency: components["schemas"]["Currency"];
        };
        InvoicedUsages: {
            invoiced_usages: components["schemas"]["InvoicedUsageObject"][];
        };
        MrrObject: {
            /** Format: date-time */
            month: string;
            amount_cents: string | null;
            currency: components["schemas"]["Currency"];
        };
        Mrrs: {
            mrrs: components["schemas"]["MrrObject"][];
        };
        OverdueBalanceObject: {
            /** Format: date-time */
            month: string;
            amount_cents: string;
            currency: components["schemas"]["Currency"];
            lago_invoice_ids: string[];
            /** Format: uuid */
            billing_entity_id?: string | null;
        };
        OverdueBalances: {
            overdue_balances: components["schemas"]["OverdueBalanceObject"][];
        };
        UsageObject: {
            /** Format: uuid */
            organization_id: string;
            /** Format: date */
            start_of_period_dt?: string;
            /** Format: date */
            end_of_period_dt?: string;
            amount_currency: components["schemas"]["Currency"];
            amount_cents: number;
            billable_metric_code?: string;
            units?: string;
            is_billable_metric_deleted?: boolean;
        };
        Usages: {
            usages: components["schemas"]["UsageObject"][];
        };
        /** @enum {string|null} */
        CurrencyOrNull: "AED" | "AFN" | "ALL" | "AMD" | "ANG" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BGN" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLF" | "CLP" | "CNY" | "COP" | "CRC" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HRK" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JMD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KRW" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRO" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SEK" | "SGD" | "SHP" | "SLL" | "SOS" | "SRD" | "STD" | "SZL" | "THB" | "TJS" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | (string & {}) | null;
        AppliedCouponObject: {
            /** Format: uuid */
            lago_id: string;
            /** Format: uuid */
            lago_coupon_id: string;
            coupon_code: string;
            coupon_name: string;
            /** @enum {string} */
            coupon_status?: "active" | "terminated" | (string & {});
            /** Format: date-time */
            coupon_deleted_at?: string | null;
            /** Format: uuid */
            lago_customer_id: string;
            external_customer_id: string;
            /** @enum {string} */
            status: "active" | "terminated" | (string & {});
            amount_cents?: number | null;
            amount_cents_remaining?: number | null;
            amount_currency?: components["schemas"]["CurrencyOrNull"];
            percentage_rate?: string | null;
            /** @enum {string} */
            frequency: "once" | "recurring" | "forever" | (string & {});
            frequency_duration?: number | null;
            frequency_duration_remaining?: number | null;
            /** Format: date-time */
            expiration_at?: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            terminated_at?: string | null;
            coupon_description?: string | null;
        };
        CreditObject: {
            /** Format: uuid */
            lago_id: string;
            amount_cents: number;
            amount_currency: components["schemas"]["Currency"];
            before_taxes: boolean;
            item: {
                /** Format: uuid */
                lago_item_id: string;
                /** @enum {string} */
                type: "coupon" | "credit_note" | "invoice" | (string & {});
                code: string;
                name: string;
                description?: string | null;
            };
            invoice: {
                /** Format: uuid */
                lago_id: string;
                /** @enum {string} */
                payment_status: "pending" | "succeeded" | "failed" | (string & {});
            };
        };
        AppliedCouponObjectExtended: components["schemas"]["AppliedCouponObject"] & {
            credits: components["schemas"]["CreditObject"][];
        };
        AppliedCouponsPaginated: {
            applied_coupons: components["schemas"]["AppliedCouponObjectExtended"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        BillableMetricFilterObject: {
            key: string;
            values: string[];
        };
        BillableMetricObject: {
            /** Format: uuid */
            lago_id: string;
            name: string;
            code: string;
            description?: string | null;
            recurring: boolean;
            /** @enum {string|null} */
            rounding_function?: "ceil" | "floor" | "round" | (string & {}) | null;
            rounding_precision?: number | null;
            /** Format: date-time */
            created_at: string;
            expression?: string;
            field_name?: string | null;
            /** @enum {string} */
            aggregation_type: "count_agg" | "sum_agg" | "max_agg" | "unique_count_agg" | "weighted_sum_agg" | "latest_agg" | (string & {});
            /** @enum {string|null} */
            weighted_interval?: "seconds" | (string & {}) | null;
            filters?: components["schemas"]["BillableMetricFilterObject"][];
        };
        BillableMetricsPaginated: {
            billable_metrics: components["schemas"]["BillableMetricObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        BillableMetric: {
            billable_metric: components["schemas"]["BillableMetricObject"];
        };
        FeaturePrivilegeObject: {
            code: string;
            name: string | null;
            /** @enum {string} */
            value_type: "integer" | "boolean" | "string" | "select" | (string & {});
            config: {
                select_options?: string[];
            };
        };
        FeatureObject: {
            code: string;
            name: string | null;
            description: string | null;
            privileges: components["schemas"]["FeaturePrivilegeObject"][];
            /** Format: date-time */
            created_at: string;
        };
        FeaturesPaginated: {
            features: components["schemas"]["FeatureObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        Feature: {
            feature: components["schemas"]["FeatureObject"];
        };
        CouponObject: {
            /** Format: uuid */
            lago_id: string;
            name: string;
            code: string;
            description?: string | null;
            /** @enum {string} */
            coupon_type: "fixed_amount" | "percentage" | (string & {});
            amount_cents?: number | null;
            amount_currency?: components["schemas"]["CurrencyOrNull"];
            reusable: boolean;
            limited_plans: boolean;
            plan_codes?: string[];
            limited_billable_metrics: boolean;
            billable_metric_codes?: string[];
            percentage_rate?: string | null;
            /** @enum {string} */
            frequency: "once" | "recurring" | "forever" | (string & {});
            frequency_duration?: number | null;
            /** @enum {string} */
            expiration: "no_expiration" | "time_limit" | (string & {});
            /** Format: date-time */
            expiration_at?: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            terminated_at?: string | null;
        };
        CouponsPaginated: {
            coupons: components["schemas"]["CouponObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        Coupon: {
            coupon: components["schemas"]["CouponObject"];
        };
        FeeAmountDetails: {
            plan_amount_cents?: number;
            graduated_ranges?: {
                units: string;
                from_value: number;
                to_value: number | null;
                /** Format: decimal */
                flat_unit_amount: string;
                /** Format: decimal */
                per_unit_amount: string;
                /** Format: decimal */
                per_unit_total_amount: string;
                /** Format: decimal */
                total_with_flat_amount: string;
            }[];
            graduated_percentage_ranges?: {
                units: string;
                from_value: number;
                to_value: number | null;
                /** Format: decimal */
                flat_unit_amount: string;
                /** Format: ^[0-9]+.?[0-9]*$ */
                rate: string;
                /** Format: decimal */
                per_unit_total_amount: string;
                /** Format: decimal */
                total_with_flat_amount: string;
            }[];
            free_units?: string;
            paid_units?: string;
            per_package_size?: number;
            per_package_unit_amount?: string;
            per_unit_total_amount?: string;
            units?: string;
            free_events?: string;
            /** Format: ^[0-9]+.?[0-9]*$ */
            rate?: string;
            paid_events?: string;
            /** Format: decimal */
            fixed_fee_unit_amount?: string;
            /** Format: decimal */
            fixed_fee_total_amount?: string;
            /** Format: decimal */
            min_max_adjustment_total_amount?: string;
            per_unit_amount?: string;
            flat_unit_amount?: string;
        };
        BaseAppliedTax: {
            /** Format: uuid */
            lago_id: string;
            /** Format: uuid */
            lago_tax_id: string | null;
            tax_name: string;
            tax_code: string;
            tax_rate: number;
            tax_description: string | null;
            amount_cents: number;
            amount_currency: components["schemas"]["Currency"];
            /** Format: date-time */
            created_at: string;
        };
        FeeAppliedTaxObject: {
            /** Format: uuid */
            lago_fee_id?: string;
        } & components["schemas"]["BaseAppliedTax"];
        PricingUnitDetailsObject: {
            /** Format: uuid */
            lago_pricing_unit_id: string;
            pricing_unit_code: string;
            short_name: string;
            amount_cents: number;
            /** Format: decimal */
            precise_amount_cents: string;
            unit_amount_cents: number;
            /** Format: decimal */
            precise_unit_amount: string;
            /** Format: decimal */
            conversion_rate: string;
        };
        PresentationBreakdownsObject: {
            presentation_by?: {
                [key: string]: string;
            };
            /** Format: decimal */
            units?: string;
        }[];
        FeeObject: {
            /** Format: uuid */
            lago_id?: string | null;
            /** Format: uuid */
            lago_charge_id?: string | null;
            /** Format: uuid */
            lago_charge_filter_id?: string | null;
            /** Format: uuid */
            lago_fixed_charge_id?: string | null;
            /** Format: uuid */
            lago_invoice_id?: string | null;
            /** Format: uuid */
            lago_true_up_fee_id?: string | null;
            /** Format: uuid */
            lago_true_up_parent_fee_id?: string | null;
            /** Format: uuid */
            lago_subscription_id?: string | null;
            /** Format: uuid */
            lago_customer_id?: string | null;
            external_customer_id?: string | null;
            external_subscription_id?: string | null;
            amount_cents: number;
            /** Format: decimal */
            precise_amount?: string;
            /** Format: decimal */
            precise_total_amount?: string;
            amount_currency: components["schemas"]["Currency"];
            taxes_amount_cents: number;
            /** Format: decimal */
            taxes_precise_amount?: string;
            taxes_rate: number;
            /** Format: decimal */
            units: string;
            /** Format: decimal */
            precise_unit_amount: string;
            /** Format: decimal */
            total_aggregated_units: string;
            total_amount_cents: number;
            total_amount_currency: components["schemas"]["Currency"];
            events_count?: number | null;
            pay_in_advance: boolean;
            invoiceable: boolean;
            /** Format: date-time */
            from_date?: string | null;
            /** Format: date-time */
            to_date?: string | null;
            /** @enum {string} */
            payment_status: "pending" | "succeeded" | "failed" | "refunded" | (string & {});
            /** Format: date-time */
            created_at?: string | null;
            /** Format: date-time */
            succeeded_at?: string | null;
            /** Format: date-time */
            failed_at?: string | null;
            /** Format: date-time */
            refunded_at?: string | null;
            event_transaction_id?: string | null;
            description?: string | null;
            /** Format: decimal */
            precise_coupons_amount_cents?: string;
            sub_total_excluding_taxes_amount_cents: number;
            /** Format: decimal */
            sub_total_excluding_taxes_precise_amount_cents: string;
            amount_details?: components["schemas"]["FeeAmountDetails"];
            self_billed?: boolean;
            item: {
                /** @enum {string} */
                type: "charge" | "fixed_charge" | "add_on" | "subscription" | "credit" | "commitment" | (string & {});
                code: string;
                name: string;
                description?: string | null;
                invoice_display_name?: string;
                filter_invoice_display_name?: string | null;
                filters?: {
                    [key: string]: string[];
                } | null;
                /** Format: uuid */
                lago_item_id: string;
                /** @enum {string} */
                item_type: "AddOn" | "BillableMetric" | "Subscription" | "WalletTransaction" | (string & {});
                grouped_by?: {
                    [key: string]: string;
                };
            };
            applied_taxes?: components["schemas"]["FeeAppliedTaxObject"][];
            pricing_unit_details?: components["schemas"]["PricingUnitDetailsObject"];
            presentation_breakdowns?: components["schemas"]["PresentationBreakdownsObject"];
            /** Format: uuid */
            lago_original_fee_id?: string | null;
        };
        CreditNoteItemObject: {
            /** Format: uuid */
            lago_id: string;
            amount_cents: number;
            amount_currency: components["schemas"]["Currency"];
            fee: components["schemas"]["FeeObject"];
            precise_amount_cents?: string;
        };
        CreditNoteAppliedTaxObject: {
            /** Format: uuid */
            lago_credit_note_id?: string;
            base_amount_cents?: number;
        } & components["schemas"]["BaseAppliedTax"];
        /** @enum {string|null} */
        CountryOrNull: "AD" | "AE" | "AF" | "AG" | "AI" | "AL" | "AM" | "AO" | "AQ" | "AR" | "AS" | "AT" | "AU" | "AW" | "AX" | "AZ" | "BA" | "BB" | "BD" | "BE" | "BF" | "BG" | "BH" | "BI" | "BJ" | "BL" | "BM" | "BN" | "BO" | "BQ" | "BR" | "BS" | "BT" | "BV" | "BW" | "BY" | "BZ" | "CA" | "CC" | "CD" | "CF" | "CG" | "CH" | "CI" | "CK" | "CL" | "CM" | "CN" | "CO" | "CR" | "CU" | "CV" | "CW" | "CX" | "CY" | "CZ" | "DE" | "DJ" | "DK" | "DM" | "DO" | "DZ" | "EC" | "EE" | "EG" | "EH" | "ER" | "ES" | "ET" | "FI" | "FJ" | "FK" | "FM" | "FO" | "FR" | "GA" | "GB" | "GD" | "GE" | "GF" | "GG" | "GH" | "GI" | "GL" | "GM" | "GN" | "GP" | "GQ" | "GR" | "GS" | "GT" | "GU" | "GW" | "GY" | "HK" | "HM" | "HN" | "HR" | "HT" | "HU" | "ID" | "IE" | "IL" | "IM" | "IN" | "IO" | "IQ" | "IR" | "IS" | "IT" | "JE" | "JM" | "JO" | "JP" | "KE" | "KG" | "KH" | "KI" | "KM" | "KN" | "KP" | "KR" | "KW" | "KY" | "KZ" | "LA" | "LB" | "LC" | "LI" | "LK" | "LR" | "LS" | "LT" | "LU" | "LV" | "LY" | "MA" | "MC" | "MD" | "ME" | "MF" | "MG" | "MH" | "MK" | "ML" | "MM" | "MN" | "MO" | "MP" | "MQ" | "MR" | "MS" | "MT" | "MU" | "MV" | "MW" | "MX" | "MY" | "MZ" | "NA" | "NC" | "NE" | "NF" | "NG" | "NI" | "NL" | "NO" | "NP" | "NR" | "NU" | "NZ" | "OM" | "PA" | "PE" | "PF" | "PG" | "PH" | "PK" | "PL" | "PM" | "PN" | "PR" | "PS" | "PT" | "PW" | "PY" | "QA" | "RE" | "RO" | "RS" | "RU" | "RW" | "SA" | "SB" | "SC" | "SD" | "SE" | "SG" | "SH" | "SI" | "SJ" | "SK" | "SL" | "SM" | "SN" | "SO" | "SR" | "SS" | "ST" | "SV" | "SX" | "SY" | "SZ" | "TC" | "TD" | "TF" | "TG" | "TH" | "TJ" | "TK" | "TL" | "TM" | "TN" | "TO" | "TR" | "TT" | "TV" | "TW" | "TZ" | "UA" | "UG" | "UM" | "US" | "UY" | "UZ" | "VA" | "VC" | "VE" | "VG" | "VI" | "VN" | "VU" | "WF" | "WS" | "YE" | "YT" | "ZA" | "ZM" | "ZW" | (string & {}) | null;
        /** @enum {string|null} */
        TimezoneOrNull: "UTC" | "Africa/Algiers" | "Africa/Cairo" | "Africa/Casablanca" | "Africa/Harare" | "Africa/Johannesburg" | "Africa/Monrovia" | "Africa/Nairobi" | "America/Argentina/Buenos_Aires" | "America/Bogota" | "America/Caracas" | "America/Chicago" | "America/Chihuahua" | "America/Denver" | "America/Godthab" | "America/Guatemala" | "America/Guyana" | "America/Halifax" | "America/Indiana/Indianapolis" | "America/Juneau" | "America/La_Paz" | "America/Lima" | "America/Los_Angeles" | "America/Mazatlan" | "America/Mexico_City" | "America/Monterrey" | "America/Montevideo" | "America/New_York" | "America/Phoenix" | "America/Puerto_Rico" | "America/Regina" | "America/Santiago" | "America/Sao_Paulo" | "America/St_Johns" | "America/Tijuana" | "Asia/Almaty" | "Asia/Baghdad" | "Asia/Baku" | "Asia/Bangkok" | "Asia/Chongqing" | "Asia/Colombo" | "Asia/Dhaka" | "Asia/Hong_Kong" | "Asia/Irkutsk" | "Asia/Jakarta" | "Asia/Jerusalem" | "Asia/Kabul" | "Asia/Kamchatka" | "Asia/Karachi" | "Asia/Kathmandu" | "Asia/Kolkata" | "Asia/Krasnoyarsk" | "Asia/Kuala_Lumpur" | "Asia/Kuwait" | "Asia/Magadan" | "Asia/Muscat" | "Asia/Novosibirsk" | "Asia/Rangoon" | "Asia/Riyadh" | "Asia/Seoul" | "Asia/Shanghai" | "Asia/Singapore" | "Asia/Srednekolymsk" | "Asia/Taipei" | "Asia/Tashkent" | "Asia/Tbilisi" | "Asia/Tehran" | "Asia/Tokyo" | "Asia/Ulaanbaatar" | "Asia/Urumqi" | "Asia/Vladivostok" | "Asia/Yakutsk" | "Asia/Yekaterinburg" | "Asia/Yerevan" | "Atlantic/Azores" | "Atlantic/Cape_Verde" | "Atlantic/South_Georgia" | "Australia/Adelaide" | "Australia/Brisbane" | "Australia/Darwin" | "Australia/Hobart" | "Australia/Melbourne" | "Australia/Perth" | "Australia/Sydney" | "Europe/Amsterdam" | "Europe/Athens" | "Europe/Belgrade" | "Europe/Berlin" | "Europe/Bratislava" | "Europe/Brussels" | "Europe/Bucharest" | "Europe/Budapest" | "Europe/Copenhagen" | "Europe/Dublin" | "Europe/Helsinki" | "Europe/Istanbul" | "Europe/Kaliningrad" | "Europe/Kiev" | "Europe/Lisbon" | "Europe/Ljubljana" | "Europe/London" | "Europe/Madrid" | "Europe/Minsk" | "Europe/Moscow" | "Europe/Paris" | "Europe/Prague" | "Europe/Riga" | "Europe/Rome" | "Europe/Samara" | "Europe/Sarajevo" | "Europe/Skopje" | "Europe/Sofia" | "Europe/Stockholm" | "Europe/Tallinn" | "Europe/Vienna" | "Europe/Vilnius" | "Europe/Volgograd" | "Europe/Warsaw" | "Europe/Zagreb" | "Europe/Zurich" | "GMT+12" | "Pacific/Apia" | "Pacific/Auckland" | "Pacific/Chatham" | "Pacific/Fakaofo" | "Pacific/Fiji" | "Pacific/Guadalcanal" | "Pacific/Guam" | "Pacific/Honolulu" | "Pacific/Majuro" | "Pacific/Midway" | "Pacific/Noumea" | "Pacific/Pago_Pago" | "Pacific/Port_Moresby" | "Pacific/Tongatapu" | (string & {}) | null;
        CustomerBillingConfiguration: {
            invoice_grace_period?: number;
            /**
             * @default null
             * @enum {string|null}
             */
            subscription_invoice_issuing_date_anchor?: "current_period_end" | "next_period_start" | (string & {}) | null;
            /**
             * @default null
             * @enum {string|null}
             */
            subscription_invoice_issuing_date_adjustment?: "align_with_finalization_date" | "keep_anchor" | (string & {}) | null;
            /** @enum {string} */
            payment_provider?: "stripe" | "adyen" | "gocardless" | (string & {});
            payment_provider_code?: string;
            provider_customer_id?: string;
            sync?: boolean;
            sync_with_provider?: boolean;
            document_locale?: string;
            provider_payment_methods?: string[] | null;
        };
        Address: {
            address_line1?: string | null;
            address_line2?: string | null;
            city?: string | null;
            country?: components["schemas"]["CountryOrNull"];
            state?: string | null;
            zipcode?: string | null;
        };
        CustomerMetadata: {
            /** Format: uuid */
            lago_id: string;
            key: string;
            value: string;
            display_in_invoice: boolean;
            /** Format: date-time */
            created_at: string;
        };
        CustomerBaseObject: {
            /** Format: uuid */
            lago_id: string;
            sequential_id: number;
            slug: string;
            external_id: string;
            billing_entity_code?: string;
            address_line1?: string | null;
            address_line2?: string | null;
            applicable_timezone: components["schemas"]["Timezone"];
            city?: string | null;
            country?: components["schemas"]["CountryOrNull"];
            currency?: components["schemas"]["CurrencyOrNull"];
            /** Format: email */
            email?: string | null;
            legal_name?: string | null;
            legal_number?: string | null;
            logo_url?: string | null;
            name?: string | null;
            firstname?: string | null;
            lastname?: string | null;
            /** @enum {string} */
            account_type?: "customer" | "partner" | (string & {});
            /** @enum {string|null} */
            customer_type?: "company" | "individual" | (string & {}) | null;
            phone?: string | null;
            state?: string | null;
            tax_identification_number?: string | null;
            timezone?: components["schemas"]["TimezoneOrNull"];
            url?: string | null;
            zipcode?: string | null;
            net_payment_term?: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at?: string;
            /** @enum {string} */
            finalize_zero_amount_invoice?: "inherit" | "skip" | "finalize" | (string & {});
            skip_invoice_custom_sections?: boolean;
            billing_configuration?: components["schemas"]["CustomerBillingConfiguration"];
            shipping_address?: components["schemas"]["Address"];
            metadata?: components["schemas"]["CustomerMetadata"][];
            external_salesforce_id?: string | null;
        };
        MetadataObject: {
            [key: string]: string | null;
        } | null;
        CreditNoteErrorDetailsObject: {
            /** Format: uuid */
            lago_id: string;
            /** @enum {string} */
            error_code: "not_provided" | "tax_error" | "tax_voiding_error" | "invoice_generation_error" | (string & {});
            details: Record<string, unknown>;
        };
        CreditNoteObject: {
            /** Format: uuid */
            lago_id: string;
            billing_entity_code: string;
            sequential_id: number;
            number: string;
            /** Format: uuid */
            lago_invoice_id: string;
            invoice_number: string;
            /** Format: date */
            issuing_date: string;
            /** @enum {string|null} */
            credit_status?: "available" | "consumed" | "voided" | (string & {}) | null;
            /** @enum {string|null} */
            refund_status?: "pending" | "succeeded" | "failed" | (string & {}) | null;
            /** @enum {string} */
            reason: "duplicated_charge" | "product_unsatisfactory" | "order_change" | "order_cancellation" | "fraudulent_charge" | "other" | (string & {});
            description?: string | null;
            currency: components["schemas"]["Currency"];
            total_amount_cents: number;
            taxes_amount_cents: number;
            taxes_rate: number;
            sub_total_excluding_taxes_amount_cents: number;
            balance_amount_cents: number;
            credit_amount_cents: number;
            refund_amount_cents: number;
            offset_amount_cents: number;
            coupons_adjustment_amount_cents: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            file_url?: string | null;
            items?: components["schemas"]["CreditNoteItemObject"][];
            applied_taxes?: components["schemas"]["CreditNoteAppliedTaxObject"][];
            self_billed?: boolean;
            customer?: components["schemas"]["CustomerBaseObject"];
            metadata?: components["schemas"]["MetadataObject"];
            error_details?: components["schemas"]["CreditNoteErrorDetailsObject"][] | null;
            purchase_order_number?: string | null;
            precise_total_amount_cents?: string;
            precise_taxes_amount_cents?: string;
            xml_url?: string | null;
        };
        CreditNotesPaginated: {
            credit_notes: components["schemas"]["CreditNoteObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        CreditNoteExtendedObject: components["schemas"]["CreditNoteObject"] & {
            customer?: components["schemas"]["CustomerBaseObject"];
        };
        CreditNoteExtended: {
            credit_note: components["schemas"]["CreditNoteExtendedObject"];
        };
        IntegrationCustomer: {
            /** Format: uuid */
            lago_id: string;
            /** @enum {string} */
            type: "netsuite" | "anrok" | "xero" | "hubspot" | "salesforce" | (string & {});
            integration_code: string;
            external_customer_id: string;
            sync_with_provider?: boolean | null;
            subsidiary_id?: string;
            targeted_object?: string | null;
            email?: string | null;
        };
        CustomerObject: components["schemas"]["CustomerBaseObject"] & {
            integration_customers?: components["schemas"]["IntegrationCustomer"][];
        };
        ErrorDetailObject: {
            /** Format: uuid */
            lago_id: string | null;
            error_code: string;
            details: {
                [key: string]: string;
            };
        };
        CustomerObjectExtended: components["schemas"]["CustomerObject"] & {
            metadata?: components["schemas"]["CustomerMetadata"][];
            taxes?: components["schemas"]["TaxObject"][];
            applicable_invoice_custom_sections?: components["schemas"]["InvoiceCustomSectionObject"][];
            error_details?: components["schemas"]["ErrorDetailObject"][];
        };
        CustomersPaginated: {
            customers: components["schemas"]["CustomerObjectExtended"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        Customer: {
            customer: components["schemas"]["CustomerObjectExtended"];
        };
        InvoiceBaseObject: {
            /** Format: uuid */
            lago_id: string;
            billing_entity_code: string | null;
            sequential_id?: number;
            number: string;
            /** Format: date */
            issuing_date: string;
            /** Format: date-time */
            payment_dispute_lost_at?: string;
            /** Format: date */
            payment_due_date?: string;
            payment_overdue?: boolean;
            net_payment_term?: number;
            /** @enum {string} */
            invoice_type: "subscription" | "add_on" | "credit" | "one_off" | "progressive_billing" | (string & {});
            /** @enum {string} */
            status: "draft" | "finalized" | "voided" | "failed" | "pending" | (string & {});
            /** @enum {string} */
            payment_status: "pending" | "succeeded" | "failed" | (string & {});
            currency: components["schemas"]["Currency"];
            fees_amount_cents: number;
            coupons_amount_cents: number;
            credit_notes_amount_cents: number;
            sub_total_excluding_taxes_amount_cents: number;
            taxes_amount_cents: number;
            sub_total_including_taxes_amount_cents: number;
            prepaid_credit_amount_cents: number;
            prepaid_granted_credit_amount_cents?: number | null;
            prepaid_purchased_credit_amount_cents?: number | null;
            progressive_billing_credit_amount_cents: number;
            total_amount_cents: number;
            version_number: number;
            self_billed?: boolean;
            /** Format: uri */
            file_url?: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            purchase_order_number?: string | null;
            web_url?: string | null;
            total_due_amount_cents?: number;
            total_paid_amount_cents?: number;
            total_offsetted_credit_note_amount_cents?: number;
            xml_url?: string | null;
            /** Format: date-time */
            voided_at?: string | null;
        };
        InvoiceMetadataObject: {
            /** Format: uuid */
            lago_id?: string;
            key?: string;
            value?: string;
            /** Format: date-time */
            created_at?: string;
        };
        InvoiceAppliedTaxObject: {
            /** Format: uuid */
            lago_invoice_id?: string;
            fees_amount_cents?: number;
        } & components["schemas"]["BaseAppliedTax"];
        InvoiceAppliedInvoiceCustomSectionObject: {
            /** Format: uuid */
            lago_id: string;
            /** Format: uuid */
            lago_invoice_id: string;
            code: string;
            details: string;
            display_name: string;
            /** Format: date-time */
            created_at: string;
        };
        UsageThresholdObject: {
            /** Format: uuid */
            lago_id: string;
            threshold_display_name: string | null;
            amount_cents: number;
            recurring: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        AppliedUsageThresholdObject: {
            lifetime_usage_amount_cents: number;
            /** Format: date-time */
            created_at: string;
            usage_threshold: components["schemas"]["UsageThresholdObject"];
        };
        InvoiceObject: components["schemas"]["InvoiceBaseObject"] & {
            customer?: components["schemas"]["CustomerObject"];
            metadata?: components["schemas"]["InvoiceMetadataObject"][];
            applied_taxes?: components["schemas"]["InvoiceAppliedTaxObject"][];
            applied_invoice_custom_sections?: components["schemas"]["InvoiceAppliedInvoiceCustomSectionObject"][];
            applied_usage_thresholds?: components["schemas"]["AppliedUsageThresholdObject"][];
        };
        InvoicesPaginated: {
            invoices: components["schemas"]["InvoiceObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        PaymentObject: {
            /** Format: uuid */
            lago_id: string;
            /** Format: uuid */
            lago_customer_id: string;
            external_customer_id: string;
            invoice_ids: string[];
            invoice_numbers?: string[];
            /** Format: uuid */
            lago_payable_id: string;
            /** @enum {string} */
            payable_type: "Invoice" | "PaymentRequest" | (string & {});
            amount_cents: number;
            amount_currency: components["schemas"]["Currency"];
            status: string;
            /** @enum {string} */
            payment_status: "succeeded" | "failed" | "pending" | "processing" | (string & {});
            /** @enum {string} */
            type: "manual" | "provider" | (string & {});
            reference: string;
            payment_provider_code: string;
            /** @enum {string} */
            payment_provider_type: "adyen" | "cashfree" | "gocardless" | "stripe" | "flutterwave" | "moneyhash" | (string & {});
            external_payment_id: string | null;
            provider_payment_id: string | null;
            provider_customer_id: string;
            /** Format: uuid */
            payment_method_id?: string | null;
            next_action: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            created_at: string;
        };
        PaymentsPaginated: {
            payments: components["schemas"]["PaymentObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        PaymentRequestObject: {
            /** Format: uuid */
            lago_id: string;
            /** Format: email */
            email: string;
            amount_cents: number;
            amount_currency: components["schemas"]["Currency"];
            /** @enum {string} */
            payment_status: "pending" | "succeeded" | "failed" | (string & {});
            /** Format: date-time */
            created_at: string;
            customer: components["schemas"]["CustomerBaseObject"];
            invoices: components["schemas"]["InvoiceBaseObject"][];
        };
        PaymentRequestsPaginated: {
            payment_requests: components["schemas"]["PaymentRequestObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        AppliedInvoiceCustomSectionObject: {
            /** Format: uuid */
            lago_id: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: uuid
             * @deprecated
             */
            invoice_custom_section_id?: string;
            invoice_custom_section: components["schemas"]["InvoiceCustomSectionObject"];
        };
        PaymentMethodReference: {
            /** @enum {string} */
            payment_method_type?: "provider" | "manual" | (string & {});
            /** Format: uuid */
            payment_method_id?: string;
        };
        SubscriptionActivationRuleObject: {
            /** Format: uuid */
            lago_id: string;
            /** @enum {string} */
            type: "payment" | (string & {});
            timeout_hours: number;
            /** @enum {string} */
            status: "inactive" | "pending" | "satisfied" | "declined" | "failed" | "expired" | "not_applicable" | (string & {});
            /** Format: date-time */
            expires_at?: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        SubscriptionObject: {
            /** Format: uuid */
            lago_id: string;
            external_id: string;
            /** Format: uuid */
            lago_customer_id: string;
            external_customer_id: string;
            billing_entity_code?: string;
            /** @enum {string} */
            billing_time: "calendar" | "anniversary" | (string & {});
            name: string | null;
            plan_code: string;
            plan_amount_cents?: number;
            plan_amount_currency?: components["schemas"]["Currency"];
            /** @enum {string} */
            status: "active" | "canceled" | "incomplete" | "pending" | "terminated" | (string & {});
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            canceled_at: string | null;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            ending_at: string | null;
            /** Format: date-time */
            subscription_at: string;
            /** Format: date-time */
            terminated_at: string | null;
            previous_plan_code: string | null;
            next_plan_code: string | null;
            /** Format: date */
            downgrade_plan_date: string | null;
            /** Format: date-time */
            trial_ended_at: string | null;
            /** Format: date-time */
            current_billing_period_started_at: string | null;
            /** Format: date-time */
            current_billing_period_ending_at: string | null;
            /** @enum {string|null} */
            on_termination_credit_note: "credit" | "refund" | "offset" | "skip" | (string & {}) | null;
            /**
             * @default generate
             * @enum {string}
             */
            on_termination_invoice: "generate" | "skip" | (string & {});
            applied_invoice_custom_sections?: components["schemas"]["AppliedInvoiceCustomSectionObject"][];
            payment_method?: components["schemas"]["PaymentMethodReference"];
            /** @default true */
            consolidate_invoice?: boolean;
            /** @enum {string|null} */
            cancellation_reason?: "payment_failed" | "timeout" | (string & {}) | null;
            /** Format: date-time */
            activated_at?: string | null;
            activation_rules?: components["schemas"]["SubscriptionActivationRuleObject"][];
            progressive_billing_disabled?: boolean | null;
            purchase_order_number?: string | null;
        };
        SubscriptionsPaginated: {
            subscriptions: components["schemas"]["SubscriptionObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        WalletRecurringTransactionRule: {
            /** Format: uuid */
            lago_id: string;
            /** @enum {string} */
            trigger: "interval" | "threshold" | (string & {});
            /** @enum {string} */
            method: "fixed" | "target" | (string & {});
            /** @enum {string} */
            interval: "weekly" | "monthly" | "quarterly" | "semiannual" | "yearly" | (string & {});
            /** @enum {string} */
            status: "active" | "terminated" | (string & {});
            threshold_credits: string;
            paid_credits: string;
            granted_credits: string;
            grants_target_top_up: boolean | null;
            /** Format: date-time */
            started_at: string | null;
            target_ongoing_balance: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expiration_at: string | null;
            invoice_requires_successful_payment: boolean;
            transaction_metadata: {
                key?: string;
                value?: string;
            }[];
            transaction_name: string | null;
            ignore_paid_top_up_limits: boolean;
            applied_invoice_custom_sections?: components["schemas"]["AppliedInvoiceCustomSectionObject"][];
            payment_method?: components["schemas"]["PaymentMethodReference"];
            purchase_order_number?: string | null;
        };
        WalletObject: {
            /** Format: uuid */
            lago_id: string;
            /** Format: uuid */
            lago_customer_id: string;
            external_customer_id: string;
            billing_entity_code?: string;
            /** @enum {string} */
            status: "active" | "terminated" | (string & {});
            currency: components["schemas"]["Currency"];
            name?: string | null;
            code?: string | null;
            priority?: number;
            rate_amount: string;
            credits_balance: string;
            balance_cents: number;
            consumed_credits: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expiration_at?: string | null;
            /** Format: date-time */
            last_balance_sync_at?: string | null;
            /** Format: date-time */
            last_consumed_credit_at?: string | null;
            /** Format: date-time */
            terminated_at?: string | null;
            invoice_requires_successful_payment: boolean;
            applies_to?: {
                fee_types?: ("charge" | "subscription" | "commitment")[];
                billable_metric_codes?: string[];
            };
            recurring_transaction_rules?: components["schemas"]["WalletRecurringTransactionRule"][];
            ongoing_balance_cents: number;
            ongoing_usage_balance_cents: number;
            credits_ongoing_balance: string;
            credits_ongoing_usage_balance: string;
            paid_top_up_min_amount_cents?: number | null;
            paid_top_up_max_amount_cents?: number | null;
            applied_invoice_custom_sections?: components["schemas"]["AppliedInvoiceCustomSectionObject"][];
            payment_method?: components["schemas"]["PaymentMethodReference"];
            metadata?: components["schemas"]["MetadataObject"];
            purchase_order_number?: string | null;
        };
        WalletsPaginated: {
            wallets: components["schemas"]["WalletObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        Wallet: {
            wallet: components["schemas"]["WalletObject"];
        };
        AlertThresholdBaseObject: {
            code?: string | null;
            /** @default false */
            recurring?: boolean;
        };
        AlertThresholdObject: components["schemas"]["AlertThresholdBaseObject"] & {
            value: string;
        };
        WalletAlertObject: {
            /** Format: uuid */
            lago_id: string;
            /** Format: uuid */
            lago_organization_id: string;
            external_subscription_id: null;
            lago_wallet_id?: string;
            wallet_code?: string;
            billable_metric: null;
            /** @enum {string} */
            alert_type: "wallet_balance_amount" | "wallet_credits_balance" | "wallet_ongoing_balance_amount" | "wallet_credits_ongoing_balance" | (string & {});
            code: string;
            name: string | null;
            /** @enum {string} */
            direction?: "increasing" | "decreasing" | (string & {});
            previous_value: string;
            /** Format: date-time */
            last_processed_at: string | null;
            thresholds: components["schemas"]["AlertThresholdObject"][];
            /** Format: date-time */
            created_at: string;
        };
        WalletAlerts: {
            alerts: components["schemas"]["WalletAlertObject"][];
            meta?: components["schemas"]["PaginationMeta"];
        };
        WalletAlert: {
            alert: components["schemas"]["WalletAlertObject"];
        };
        UsagePricingUnitDetailsObject: {
            amount_cents: number;
            short_name: string;
            /** Format: decimal */
            conversion_rate: string;
        } | null;
        CustomerChargeFiltersUsageObject: {
            units?: string;
            total_aggregated_units?: string;
            amount_cents?: number;
            events_count?: number;
            invoice_display_name?: string;
            pricing_unit_details?: components["schemas"]["UsagePricingUnitDetailsObject"];
            values?: {
                [key: string]: string[];
            };
            presentation_breakdowns?: components["schemas"]["PresentationBreakdownsObject"];
        }[];
        CustomerChargeGroupedUsageObject: {
            amount_cents?: number;
            events_count?: number;
            units?: string;
            total_aggregated_units?: string;
            pricing_unit_details?: components["schemas"]["UsagePricingUnitDetailsObject"];
            grouped_by?: {
                [key: string]: string;
            };
            filters?: components["schemas"]["CustomerChargeFiltersUsageObject"];
            presentation_breakdowns?: components["schemas"]["PresentationBreakdownsObject"];
        }[];
        CustomerChargeUsageObject: {
            units: string;
            total_aggregated_units: string;
            events_count: number;
            amount_cents: number;
            amount_currency: components["schemas"]["Currency"];
            pricing_unit_details?: components["schemas"]["UsagePricingUnitDetailsObject"];
            charge: {
                /** Format: uuid */
                lago_id: string;
                /** @enum {string} */
                charge_model: "standard" | "graduated" | "package" | "percentage" | "volume" | (string & {});
                invoice_display_name?: string | null;
                code?: string | null;
            };
            billable_metric: {
                /** Format: uuid */
                lago_id: string;
                name: string;
                code: string;
                /** @enum {string} */
                aggregation_type: "count_agg" | "sum_agg" | "max_agg" | "unique_count_agg" | "weighted_sum_agg" | "latest_agg" | (string & {});
            };
            filters?: components["schemas"]["CustomerChargeFiltersUsageObject"];
            grouped_usage?: components["schemas"]["CustomerChargeGroupedUsageObject"];
            presentation_breakdowns?: components["schemas"]["PresentationBreakdownsObject"];
        };
        CustomerUsageObject: {
            /** Format: date-time */
            from_datetime: string;
            /** Format: date-time */
            to_datetime: string;
            /** Format: date */
            issuing_date: string;
            /** Format: uuid */
            lago_invoice_id?: string | null;
            currency?: components["schemas"]["Currency"];
            amount_cents: number;
            taxes_amount_cents: number;
            total_amount_cents: number;
            charges_usage: components["schemas"]["CustomerChargeUsageObject"][];
        };
        CustomerUsage: {
            customer_usage: components["schemas"]["CustomerUsageObject"];
        };
        CustomerProjectedChargeFiltersUsageObject: {
            units?: string;
            projected_units?: string;
            amount_cents?: number;
            projected_amount_cents?: number;
            events_count?: number;
            invoice_display_name?: string;
            pricing_unit_details?: components["schemas"]["UsagePricingUnitDetailsObject"];
            values?: {
                [key: string]: string[];
            };
            presentation_breakdowns?: components["schemas"]["PresentationBreakdownsObject"];
            projected_presentation_breakdowns?: components["schemas"]["PresentationBreakdownsObject"];
        }[];
        CustomerProjectedChargeGroupedUsageObject: {
            amount_cents?: number;
            projected_amount_cents?: number;
            events_count?: number;
            units?: string;
            projected_units?: string;
            pricing_unit_details?: components["schemas"]["UsagePricingUnitDetailsObject"];
            grouped_by?: {
                [key: string]: string;
            };
            filters?: components["schemas"]["CustomerProjectedChargeFiltersUsageObject"];
            presentation_breakdowns?: components["schemas"]["PresentationBreakdownsObject"];
            projected_presentation_breakdowns?: components["schemas"]["PresentationBreakdownsObject"];
        }[];
        CustomerProjectedChargeUsageObject: {
            units: string;
            projected_units: string;
            events_count: number;
            amount_cents: number;
            projected_amount_cents: number;
            amount_currency: components["schemas"]["Currency"];
            pricing_unit_details?: components["schemas"]["UsagePricingUnitDetailsObject"];
            charge: {
                /** Format: uuid */
                lago_id: string;
                /** @enum {string} */
                charge_model: "standard" | "graduated" | "package" | "percentage" | "volume" | (string & {});
                invoice_display_name?: string;
            };
            billable_metric: {
                /** Format: uuid */
                lago_id: string;
                name: string;
                code: string;
                /** @enum {string} */
                aggregation_type: "count_agg" | "sum_agg" | "max_agg" | "unique_count_agg" | "weighted_sum_agg" | "latest_agg" | (string & {});
            };
            filters?: components["schemas"]["CustomerProjectedChargeFiltersUsageObject"];
            grouped_usage?: components["schemas"]["CustomerProjectedChargeGroupedUsageObject"];
            presentation_breakdowns?: components["schemas"]["PresentationBreakdownsObject"];
            projected_presentation_breakdowns?: components["schemas"]["PresentationBreakdownsObject"];
        };
        CustomerProjectedUsageObject: {
            /** Format: date-time */
            from_datetime: string;
            /** Format: date-time */
            to_datetime: string;
            /** Format: date */
            issuing_date: string;
            /** Format: uuid */
            lago_invoice_id?: string | null;
            currency?: components["schemas"]["Currency"];
            amount_cents: number;
            projected_amount_cents: number;
            taxes_amount_cents: number;
            total_amount_cents: number;
            charges_usage: components["schemas"]["CustomerProjectedChargeUsageObject"][];
        };
        CustomerProjectedUsage: {
            customer_projected_usage: components["schemas"]["CustomerProjectedUsageObject"];
        };
        CustomerPastUsage: {
            usage_periods: components["schemas"]["CustomerUsageObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        CustomerCheckoutUrl: {
            lago_customer_id: string;
            external_customer_id: string;
            payment_provider: string;
            payment_provider_code?: string;
            checkout_url?: string;
        };
        PaymentMethodObject: {
            /** Format: uuid */
            lago_id: string;
            is_default: boolean;
            payment_provider_code?: string | null;
            payment_provider_name?: string | null;
            /** @enum {string} */
            payment_provider_type: "adyen" | "cashfree" | "gocardless" | "stripe" | "flutterwave" | "moneyhash" | (string & {});
            provider_method_id: string;
            /** Format: date-time */
            created_at: string;
        };
        PaymentMethodsPaginated: {
            payment_methods: components["schemas"]["PaymentMethodObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        EventObject: {
            lago_id?: string | null;
            transaction_id: string;
            /** Format: uuid */
            lago_customer_id: string | null;
            code: string;
            /** Format: date-time */
            timestamp: string;
            /** Format: decimal */
            precise_total_amount_cents?: string | null;
            properties?: {
                /** @enum {string|null} */
                operation_type?: "add" | "remove" | (string & {}) | null;
            } & {
                [key: string]: string | number;
            };
            /** Format: uuid */
            lago_subscription_id: string | null;
            external_subscription_id: string;
            /** Format: date-time */
            created_at?: string | null;
        };
        EventsPaginated: {
            events: components["schemas"]["EventObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        Event: {
            event: components["schemas"]["EventObject"];
        };
        FeesPaginated: {
            fees: components["schemas"]["FeeObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        Fee: {
            fee: components["schemas"]["FeeObject"];
        };
        BillingPeriodObject: {
            /** Format: uuid */
            lago_subscription_id: string;
            external_subscription_id: string;
            /** Format: uuid */
            lago_plan_id: string;
            /** Format: date-time */
            subscription_from_datetime: string;
            /** Format: date-time */
            subscription_to_datetime: string;
            /** Format: date-time */
            charges_from_datetime: string;
            /** Format: date-time */
            charges_to_datetime: string;
            /** @enum {string} */
            invoicing_reason: "subscription_starting" | "subscription_periodic" | "subscription_terminating" | "in_advance_charge" | "in_advance_charge_periodic" | "progressive_billing" | (string & {});
            /** Format: date-time */
            fixed_charges_from_datetime?: string | null;
            /** Format: date-time */
            fixed_charges_to_datetime?: string | null;
        };
        InvoiceObjectExtended: components["schemas"]["InvoiceObject"] & {
            billing_periods?: components["schemas"]["BillingPeriodObject"][];
            credits?: components["schemas"]["CreditObject"][];
            fees?: components["schemas"]["FeeObject"][];
            subscriptions?: components["schemas"]["SubscriptionObject"][];
            error_details?: components["schemas"]["ErrorDetailObject"][];
        };
        Invoice: {
            invoice: components["schemas"]["InvoiceObjectExtended"];
        };
        PaymentReceiptObject: {
            /** Format: uuid */
            lago_id: string;
            /** Format: date-time */
            created_at: string;
            number: string;
            payment: components["schemas"]["PaymentObject"];
            file_url?: string | null;
            xml_url?: string | null;
        };
        PaymentReceiptsPaginated: {
            payment_receipts: components["schemas"]["PaymentReceiptObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        PaymentReceipt: {
            payment_receipt: components["schemas"]["PaymentReceiptObject"];
        };
        MinimumCommitmentObject: {
            /** Format: uuid */
            lago_id: string;
            plan_code?: string;
            amount_cents: number;
            invoice_display_name?: string;
            /** @enum {string} */
            interval?: "weekly" | "monthly" | "quarterly" | "semiannual" | "yearly" | (string & {});
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at?: string;
            taxes?: components["schemas"]["TaxObject"][];
        } | null;
        /** @enum {string} */
        ChargeModelEnum: "dynamic" | "graduated" | "graduated_percentage" | "package" | "percentage" | "standard" | "volume" | (string & {});
        ChargeProperties: {
            /** @deprecated */
            grouped_by?: string[];
            pricing_group_keys?: string[];
            graduated_ranges?: {
                from_value: number;
                to_value: number | null;
                flat_amount: string;
                per_unit_amount: string;
            }[];
            graduated_percentage_ranges?: {
                from_value: number;
                to_value: number | null;
                /** Format: ^[0-9]+.?[0-9]*$ */
                rate: string;
                /** Format: ^[0-9]+.?[0-9]*$ */
                flat_amount: string;
            }[];
            amount?: string;
            free_units?: number;
            package_size?: number;
            rate?: string;
            fixed_amount?: string;
            free_units_per_events?: number | null;
            free_units_per_total_aggregation?: string | null;
            /** Format: ^[0-9]+.?[0-9]*$ */
            per_transaction_max_amount?: string | null;
            /** Format: ^[0-9]+.?[0-9]*$ */
            per_transaction_min_amount?: string | null;
            volume_ranges?: {
                from_value: number;
                to_value: number | null;
                flat_amount: string;
                per_unit_amount: string;
            }[];
        };
        ChargeObjectProperties: components["schemas"]["ChargeProperties"] & {
            presentation_group_keys?: {
                value?: string;
                options?: {
                    display_in_invoice?: boolean;
                };
            }[];
        };
        ChargeFilterObject: {
            invoice_display_name: string | null;
            properties: components["schemas"]["ChargeProperties"];
            values: {
                [key: string]: string[];
            };
            /** Format: uuid */
            lago_id?: string;
            charge_code?: string | null;
        };
        ChargeObject: {
            /** Format: uuid */
            lago_id: string;
            /** Format: uuid */
            lago_billable_metric_id: string;
            code?: string | null;
            billable_metric_code: string;
            invoice_display_name?: string | null;
            /** Format: date-time */
            created_at: string;
            charge_model: components["schemas"]["ChargeModelEnum"];
            pay_in_advance: boolean;
            invoiceable: boolean;
            /** @enum {string|null} */
            regroup_paid_fees: "invoice" | (string & {}) | null;
            prorated: boolean;
            min_amount_cents: number;
            properties: components["schemas"]["ChargeObjectProperties"];
            filters: components["schemas"]["ChargeFilterObject"][];
            taxes?: components["schemas"]["TaxObject"][];
            applied_pricing_unit?: {
                code: string;
                /** Format: decimal */
                conversion_rate: string;
            } | null;
            accepts_target_wallet?: boolean | null;
            /** Format: uuid */
            lago_parent_id?: string | null;
        };
        FixedChargeProperties: {
            amount?: string;
            graduated_ranges?: {
                from_value: number;
                to_value: number | null;
                flat_amount: string;
                per_unit_amount: string;
            }[];
            volume_ranges?: {
                from_value: number;
                to_value: number | null;
                flat_amount: string;
                per_unit_amount: string;
            }[];
        };
        FixedChargeObject: {
            /** Format: uuid */
            lago_id: string;
            /** Format: uuid */
            lago_add_on_id: string;
            invoice_display_name: string;
            add_on_code: string;
            /** Format: date-time */
            created_at: string;
            code: string;
            /** @enum {string} */
            charge_model: "standard" | "graduated" | "volume" | (string & {});
            pay_in_advance: boolean;
            prorated: boolean;
            properties: components["schemas"]["FixedChargeProperties"];
            units: string;
            /** Format: uuid */
            lago_parent_id?: string | null;
            taxes?: components["schemas"]["TaxObject"][];
        };
        PlanEntitlementPrivilegeObject: components["schemas"]["FeaturePrivilegeObject"] & {
            value: number | boolean | string;
        };
        PlanEntitlementObject: {
            code: string;
            name: string | null;
            description: string | null;
            privileges: components["schemas"]["PlanEntitlementPrivilegeObject"][];
        };
        PlanEntitlement: {
            entitlement: components["schemas"]["PlanEntitlementObject"];
        };
        PlanObject: {
            /** Format: uuid */
            lago_id: string;
            name: string;
            invoice_display_name?: string;
            /** Format: date-time */
            created_at: string;
            code: string;
            /** @enum {string} */
            interval: "weekly" | "monthly" | "quarterly" | "semiannual" | "yearly" | (string & {});
            description?: string;
            amount_cents: number;
            amount_currency: components["schemas"]["Currency"];
            trial_period?: number;
            pay_in_advance?: boolean;
            bill_charges_monthly?: boolean | null;
            bill_fixed_charges_monthly?: boolean | null;
            minimum_commitment?: components["schemas"]["MinimumCommitmentObject"];
            charges?: components["schemas"]["ChargeObject"][];
            fixed_charges?: components["schemas"]["FixedChargeObject"][];
            taxes?: components["schemas"]["TaxObject"][];
            usage_thresholds?: components["schemas"]["UsageThresholdObject"][];
            entitlements?: components["schemas"]["PlanEntitlementObject"][];
            metadata?: components["schemas"]["MetadataObject"];
            pending_deletion?: boolean;
        };
        PlansPaginated: {
            plans: components["schemas"]["PlanObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        Plan: {
            plan: components["schemas"]["PlanObject"];
        };
        PlanEntitlements: {
            entitlements: components["schemas"]["PlanEntitlementObject"][];
        };
        ChargesPaginated: {
            charges: components["schemas"]["ChargeObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        Charge: {
            charge: components["schemas"]["ChargeObject"];
        };
        ChargeFilterFullObject: {
            /** Format: uuid */
            lago_id: string;
            charge_code: string;
            invoice_display_name: string | null;
            properties: components["schemas"]["ChargeProperties"];
            values: {
                [key: string]: string[];
            };
        };
        ChargeFiltersPaginated: {
            filters: components["schemas"]["ChargeFilterFullObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        ChargeFilterResponse: {
            filter: components["schemas"]["ChargeFilterFullObject"];
        };
        FixedChargesPaginated: {
            fixed_charges: components["schemas"]["FixedChargeObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        FixedCharge: {
            fixed_charge: components["schemas"]["FixedChargeObject"];
        };
        ApplicableUsageThreshold: {
            threshold_display_name: string | null;
            amount_cents: number;
            recurring: boolean;
        };
        SubscriptionObjectExtended: components["schemas"]["SubscriptionObject"] & {
            plan?: components["schemas"]["PlanObject"];
            applicable_usage_thresholds?: components["schemas"]["ApplicableUsageThreshold"][];
            entitlements?: unknown[];
        };
        SubscriptionExtended: {
            subscription: components["schemas"]["SubscriptionObjectExtended"];
        };
        LifetimeUsageThresholdObject: {
            amount_cents: number;
            completion_ratio: number;
            /** Format: date-time */
            reached_at: string | null;
        };
        LifetimeUsageObject: {
            /** Format: uuid */
            lago_id: string;
            /** Format: uuid */
            lago_subscription_id: string;
            external_subscription_id: string;
            external_historical_usage_amount_cents: number;
            invoiced_usage_amount_cents: number;
            current_usage_amount_cents: number;
            /** Format: date-time */
            from_datetime: string | null;
            /** Format: date-time */
            to_datetime: string;
            usage_thresholds?: components["schemas"]["LifetimeUsageThresholdObject"][];
        };
        LifetimeUsage: {
            lifetime_usage: components["schemas"]["LifetimeUsageObject"];
        };
        AlertObject: {
            /** Format: uuid */
            lago_id: string;
            /** Format: uuid */
            lago_organization_id: string;
            external_subscription_id: string | null;
            lago_wallet_id?: null;
            wallet_code?: null;
            billable_metric: components["schemas"]["BillableMetricObject"];
            /** @enum {string} */
            alert_type: "current_usage_amount" | "billable_metric_current_usage_amount" | "billable_metric_current_usage_units" | "lifetime_usage_amount" | (string & {});
            code: string;
            name: string | null;
            /** @enum {string} */
            direction?: "increasing" | "decreasing" | (string & {});
            previous_value: string;
            /** Format: date-time */
            last_processed_at: string | null;
            thresholds: components["schemas"]["AlertThresholdObject"][];
            /** Format: date-time */
            created_at: string;
        };
        Alerts: {
            alerts: components["schemas"]["AlertObject"][];
            meta?: components["schemas"]["PaginationMeta"];
        };
        Alert: {
            alert: components["schemas"]["AlertObject"];
        };
        SubscriptionEntitlementPrivilegeObject: components["schemas"]["FeaturePrivilegeObject"] & {
            value: number | boolean | string;
            plan_value: number | boolean | string;
            override_value: number | boolean | string | null;
        };
        SubscriptionEntitlementObject: {
            code: string;
            name: string | null;
            description: string | null;
            privileges: components["schemas"]["SubscriptionEntitlementPrivilegeObject"][];
            overrides: {
                [key: string]: unknown;
            };
        };
        SubscriptionEntitlements: {
            entitlements: components["schemas"]["SubscriptionEntitlementObject"][];
        };
        TaxesPaginated: {
            taxes: components["schemas"]["TaxObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        Tax: {
            tax: components["schemas"]["TaxObject"];
        };
        WalletTransactionObject: {
            /** Format: uuid */
            lago_id: string;
            /** Format: uuid */
            lago_wallet_id: string;
            /** Format: uuid */
            lago_invoice_id: string | null;
            /** Format: uuid */
            lago_credit_note_id: string | null;
            /** Format: uuid */
            lago_voided_invoice_id: string | null;
            /** @enum {string} */
            status: "pending" | "settled" | "failed" | (string & {});
            /** @enum {string} */
            source: "manual" | "interval" | "threshold" | (string & {});
            /** @enum {string} */
            transaction_status: "purchased" | "granted" | "voided" | "invoiced" | (string & {});
            /** @enum {string} */
            transaction_type: "inbound" | "outbound" | (string & {});
            amount: string;
            credit_amount: string;
            invoice_requires_successful_payment: boolean;
            metadata: {
                key?: string;
                value?: string;
            }[];
            remaining_amount_cents: number | null;
            remaining_credit_amount: string | null;
            priority: number;
            /** Format: date-time */
            settled_at: string | null;
            /** Format: date-time */
            failed_at: string | null;
            /** Format: date-time */
            created_at: string;
            name: string | null;
            applied_invoice_custom_sections?: components["schemas"]["AppliedInvoiceCustomSectionObject"][];
            payment_method: components["schemas"]["PaymentMethodReference"];
            billing_entity_code?: string | null;
            purchase_order_number?: string | null;
        };
        WalletTransactions: {
            wallet_transactions: components["schemas"]["WalletTransactionObject"][];
        };
        WalletTransactionConsumptionObject: {
            /** Format: uuid */
            lago_id: string;
            amount_cents: number;
            credit_amount: string;
            /** Format: date-time */
            created_at: string;
            wallet_transaction: components["schemas"]["WalletTransactionObject"];
        };
        WalletTransactionConsumptions: {
            wallet_transaction_consumptions: components["schemas"]["WalletTransactionConsumptionObject"][];
        };
        WalletTransactionConsumptionsPaginated: components["schemas"]["WalletTransactionConsumptions"] & {
            meta: components["schemas"]["PaginationMeta"];
        };
        WalletTransactionFundingObject: {
            /** Format: uuid */
            lago_id: string;
            amount_cents: number;
            credit_amount: string;
            /** Format: date-time */
            created_at: string;
            wallet_transaction: components["schemas"]["WalletTransactionObject"];
        };
        WalletTransactionFundings: {
            wallet_transaction_fundings: components["schemas"]["WalletTransactionFundingObject"][];
        };
        WalletTransactionFundingsPaginated: components["schemas"]["WalletTransactionFundings"] & {
            meta: components["schemas"]["PaginationMeta"];
        };
        WalletTransactionsPaginated: components["schemas"]["WalletTransactions"] & {
            meta: components["schemas"]["PaginationMeta"];
        };
        WebhookPublicKeyObject: {
            public_key: string;
        };
        WebhookPublicKey: {
            webhook: components["schemas"]["WebhookPublicKeyObject"];
        };
        WebhookEndpointObject: {
            /** Format: uuid */
            lago_id: string;
            /** Format: uuid */
            lago_organization_id: string;
            webhook_url: string;
            /** @enum {string} */
            signature_algo?: "jwt" | "hmac" | (string & {});
            name?: string | null;
            event_types?: string[] | null;
            /** Format: date-time */
            created_at: string;
        };
        WebhookEndpointsPaginated: {
            webhook_endpoints: components["schemas"]["WebhookEndpointObject"][];
            meta: components["schemas"]["PaginationMeta"];
        };
        WebhookEndpoint: {
            webhook_endpoint: components["schemas"]["WebhookEndpointObject"];
        };
        TriggeredAlertObject: {
            /** Format: uuid */
            lago_id: string;
            /** Format: uuid */
            lago_organization_id: string;
            /** Format: uuid */
            lago_alert_id: string;
            /** Format: uuid */
            lago_subscription_id: string;
            external_subscription_id: string;
            external_customer_id: string;
            billable_metric_code: string | null;
            /** @enum {string} */
            alert_type: "current_usage_amount" | "billable_metric_current_usage_amount" | "billable_metric_current_usage_units" | "lifetime_usage_amount" | (string & {});
            alert_code: string;
            alert_name: string | null;
            current_value: number;
            previous_value: number;
            /** Format: date-time */
            triggered_at: string | null;
            crossed_thresholds: components["schemas"]["AlertThresholdObject"][];
        };
        CustomerIntegratrionErrorObject: {
            /** Format: uuid */
            lago_customer_id: string;
            external_customer_id: string;
            /** @enum {string} */
            accounting_provider: "anrok" | "hubspot" | "netsuite" | "okta" | "salesforce" | "xero" | (string & {});
            accounting_provider_code: string;
            provider_error: string | {
                [key: string]: unknown;
            };
        };
        CustomerPaymentProviderErrorObject: {
            /** Format: uuid */
            lago_customer_id: string;
            external_customer_id: string;
            /** @enum {string} */
            payment_provider: "adyen" | "cashfree" | "gocardless" | "stripe" | (string & {});
            payment_provider_code: string;
            provider_error: string | {
                [key: string]: unknown;
            };
        };
        CustomerTaxProviderErrorObject: {
            /** Format: uuid */
            lago_customer_id: string;
            external_customer_id: string;
            /** @enum {string} */
            tax_provider: "anrock" | "hubspot" | "netsuite" | "okta" | "salesforce" | "xero" | (string & {});
            tax_provider_code: string;
            provider_error: string | {
                [key: string]: unknown;
            };
        };
        CustomerViesCheckObject: components["schemas"]["CustomerBaseObject"] & {
            vies_check?: {
                valid?: boolean;
            };
        };
        CreditNotePaymentProviderRefundError: {
            /** Format: uuid */
            lago_credit_note_id: string;
            /** Format: uuid */
            lago_customer_id: string;
            external_customer_id: string;
            provider_customer_id?: string;
            /** @enum {string} */
            payment_provider: "adyen" | "cashfree" | "gocardless" | "stripe" | (string & {});
            payment_provider_code?: string;
            provider_error?: string | {
                [key: string]: unknown;
            };
        };
        OverdueBalancePerCurrencyObject: {
            amount_cents: number;
            currency: components["schemas"]["Currency"];
        };
        DunningCampaignFinishedObject: {
            external_customer_id: string;
            dunning_campaign_code: string;
            overdue_balance_cents: number;
            overdue_balance_currency: components["schemas"]["Currency"];
            overdue_balances?: components["schemas"]["OverdueBalancePerCurrencyObject"][];
        };
        EventErrorsObject: {
            status: number;
            error: string;
            message: string | {
                [key: string]: unknown;
            };
            event: components["schemas"]["EventObject"];
        };
        EventsErrorsObject: {
            invalid_code: string[];
            missing_aggregation_property: string[];
            invalid_filter_values: string[];
            /** @deprecated */
            missing_group_key: string[];
        };
        FeeTaxProviderErrorObject: {
            tax_provider_code: string;
            /** Format: uuid */
            lago_charge_id: string | null;
            event_transaction_id: string | null;
            provider_error: string | {
                [key: string]: unknown;
            };
        };
        InvoicePaymentDisputeLostObject: components["schemas"]["InvoiceObjectExtended"] & {
            provider_error?: string | {
                [key: string]: unknown;
            };
        };
        InvoicePaymentFailureObject: {
            /** Format: uuid */
            lago_invoice_id: string;
            /** Format: uuid */
            lago_customer_id: string;
            external_customer_id: string;
            provider_customer_id?: string;
            /** @enum {string} */
            payment_provider: "adyen" | "cashfree" | "gocardless" | "stripe" | (string & {});
            payment_provider_code?: string;
            provider_error?: string | {
                [key: string]: unknown;
            };
        };
        IntegrationProviderErrorObject: {
            /** Format: uuid */
            lago_integration_id: string;
            provider: string;
            provider_code: string;
            provider_error: string | {
                [key: string]: unknown;
            };
        };
        PaymentProviderErrorObject: {
            /** Format: uuid */
            lago_payment_provider_id: string;
            payment_provider_name: string;
            payment_provider_code: string;
            /** @enum {string} */
            source: "stripe" | (string & {});
            /** @enum {string} */
            action?: "payment_provider.register_webhook" | (string & {});
            provider_error: string | {
                [key: string]: unknown;
            };
        };
        PaymentRequestPaymentFailureObject: {
            /** Format: uuid */
            lago_payment_request_id: string;
            lago_invoice_ids: string[];
            /** Format: uuid */
            lago_customer_id: string;
            external_customer_id: string;
            provider_customer_id?: string;
            /** @enum {string} */
            payment_provider: "adyen" | "cashfree" | "gocardless" | "stripe" | (string & {});
            payment_provider_code?: string;
            provider_error?: string | {
                [key: string]: unknown;
            };
        };
        SubscriptionWithCustomerObject: components["schemas"]["SubscriptionObject"] & {
            plan: components["schemas"]["PlanObject"];
            customer: components["schemas"]["CustomerObject"];
        };
        SubscriptionWithThresholdObject: components["schemas"]["SubscriptionObject"] & {
            plan: components["schemas"]["PlanObject"];
            customer: components["schemas"]["CustomerObject"];
            usage_threshold: components["schemas"]["UsageThresholdObject"];
            applicable_usage_thresholds?: components["schemas"]["ApplicableUsageThreshold"][];
        };
        WalletTransactionObjectExtended: components["schemas"]["WalletTransactionObject"] & {
            wallet?: components["schemas"]["WalletObject"];
        };
        WalletTransactionPaymentFailureObject: {
            /** Format: uuid */
            lago_wallet_transaction_id: string;
            /** Format: uuid */
            lago_customer_id: string;
            external_customer_id: string;
            provider_customer_id?: string;
            /** @enum {string} */
            payment_provider: "adyen" | "cashfree" | "gocardless" | "stripe" | (string & {});
            payment_provider_code?: string;
            provider_error?: string | {
                [key: string]: unknown;
            };
        };
    };
    responses: never;
    parameters: {
        page: number;
        per_page: number;
        external_customer_id: string;
        external_subscription_id: string;
        months: number;
        external_customer_id_path: string;
        payment_status: "pending" | "failed" | "succeeded";
        wallet_code: string;
        lago_invoice_id: string;
        currency: string;
        plan_code: string;
        charge_code: string;
        charge_filter_id: string;
        fixed_charge_code: string;
        subscription_status: "pending" | "active" | "terminated" | "canceled" | "incomplete";
        subscription_external_id_path: string;
        webhook_signature: string;
        webhook_signature_algorithm: "jwt" | "hmac";
        webhook_unique_key: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listBillingEntities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        billing_entities: components["schemas"]["BillingEntityObject"][];
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getBillingEntity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        billing_entity: components["schemas"]["BillingEntityObjectExtended"];
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllActivityLogs: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                from_date?: string;
                to_date?: string;
                "activity_types[]"?: string[];
                "activity_sources[]"?: ("api" | "front" | "system")[];
                "user_emails[]"?: string[];
                external_customer_id?: components["parameters"]["external_customer_id"];
                external_subscription_id?: components["parameters"]["external_subscription_id"];
                "resource_ids[]"?: string[];
                "resource_types[]"?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityLogsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findActivityLog: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityLog"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllAddOns: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddOnsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAddOn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddOn"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllApiLogs: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                from_date?: string;
                to_date?: string;
                "http_methods[]"?: ("post" | "put" | "delete")[];
                "http_statuses[]"?: (("succeeded" | "failed") | number)[];
                api_version?: string;
                "request_paths[]"?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiLogsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findApiLog: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiLog"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllGrossRevenues: {
        parameters: {
            query?: {
                currency?: components["schemas"]["Currency"] & unknown;
                external_customer_id?: string;
                months?: components["parameters"]["months"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrossRevenues"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllInvoiceCollections: {
        parameters: {
            query?: {
                currency?: components["schemas"]["Currency"] & unknown;
                months?: components["parameters"]["months"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoiceCollections"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllInvoicedUsages: {
        parameters: {
            query?: {
                currency?: components["schemas"]["Currency"] & unknown;
                months?: components["parameters"]["months"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoicedUsages"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllMrrs: {
        parameters: {
            query?: {
                currency?: components["schemas"]["Currency"] & unknown;
                months?: components["parameters"]["months"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mrrs"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllOverdueBalances: {
        parameters: {
            query?: {
                currency?: components["schemas"]["Currency"] & unknown;
                external_customer_id?: string;
                months?: components["parameters"]["months"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverdueBalances"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllUsages: {
        parameters: {
            query?: {
                time_granularity?: "daily" | "weekly" | "monthly";
                currency?: components["schemas"]["Currency"] & unknown;
                from_date?: string;
                to_date?: string;
                customer_type?: "individual" | "company";
                external_customer_id?: string;
                customer_country?: components["schemas"]["Country"] & unknown;
                external_subscription_id?: string;
                is_billable_metric_recurring?: boolean;
                plan_code?: string;
                billable_metric_code?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usages"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllAppliedCoupons: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                status?: "active" | "terminated";
                external_customer_id?: string;
                "coupon_code[]"?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppliedCouponsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllBillableMetrics: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillableMetricsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findBillableMetric: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillableMetric"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllFeatures: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                search_term?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeaturesPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findFeature: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feature"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllCoupons: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findCoupon: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Coupon"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllCreditNotes: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                external_customer_id?: components["parameters"]["external_customer_id"];
                issuing_date_from?: string;
                issuing_date_to?: string;
                search_term?: string;
                currency?: string;
                reason?: "product_unsatisfactory" | "order_change" | "order_cancellation" | "fraudulent_charge" | "duplicated_charge" | "other";
                credit_status?: "available" | "consumed" | "voided";
                refund_status?: "pending" | "succeeded" | "failed";
                invoice_number?: string;
                amount_from?: number;
                amount_to?: number;
                self_billed?: boolean;
                "billing_entity_codes[]"?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditNotesPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findCreditNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditNoteExtended"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllCustomers: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                "account_type[]"?: ("customer" | "partner")[];
                "billing_entity_codes[]"?: string[];
                search_term?: string;
                "countries[]"?: components["schemas"]["Country"][];
                "states[]"?: string[];
                "zipcodes[]"?: string[];
                "currencies[]"?: components["schemas"]["Currency"][];
                has_tax_identification_number?: boolean;
                "metadata[key]"?: string;
                customer_type?: "company" | "individual";
                has_customer_type?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomersPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllCustomerAppliedCoupons: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                status?: "active" | "terminated";
                "coupon_code[]"?: string[];
            };
            header?: never;
            path: {
                external_customer_id: components["parameters"]["external_customer_id_path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppliedCouponsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllCustomerCreditNotes: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                issuing_date_from?: string;
                issuing_date_to?: string;
                search_term?: string;
                reason?: "product_unsatisfactory" | "order_change" | "order_cancellation" | "fraudulent_charge" | "duplicated_charge" | "other";
                credit_status?: "available" | "consumed" | "voided";
                refund_status?: "pending" | "succeeded" | "failed";
                invoice_number?: string;
                amount_from?: number;
                amount_to?: number;
                self_billed?: boolean;
            };
            header?: never;
            path: {
                external_customer_id: components["parameters"]["external_customer_id_path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditNotesPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllCustomerInvoices: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                amount_from?: number;
                amount_to?: number;
                issuing_date_from?: string;
                issuing_date_to?: string;
                status?: "draft" | "finalized";
                payment_status?: "pending" | "failed" | "succeeded";
                payment_overdue?: boolean;
                search_term?: string;
                payment_dispute_lost?: boolean;
                invoice_type?: "subscription" | "add_on" | "credit" | "one_off" | "advance_charges" | "progressive_billing";
                self_billed?: boolean;
                "metadata[key]"?: string;
            };
            header?: never;
            path: {
                external_customer_id: components["parameters"]["external_customer_id_path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoicesPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllCustomerPayments: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                invoice_id?: string;
            };
            header?: never;
            path: {
                external_customer_id: components["parameters"]["external_customer_id_path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllCustomerPaymentRequests: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                payment_status?: components["parameters"]["payment_status"];
                "billing_entity_codes[]"?: string[];
            };
            header?: never;
            path: {
                external_customer_id: components["parameters"]["external_customer_id_path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentRequestsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getCustomerPortalUrl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        customer: {
                            portal_url: string;
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllCustomerSubscriptions: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                plan_code?: string;
                "status[]"?: ("pending" | "canceled" | "terminated" | "active" | "incomplete")[];
                "billing_entity_codes[]"?: string[];
            };
            header?: never;
            path: {
                external_customer_id: components["parameters"]["external_customer_id_path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllCustomerWallets: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                "billing_entity_codes[]"?: string[];
            };
            header?: never;
            path: {
                external_customer_id: components["parameters"]["external_customer_id_path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findCustomerWallet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_customer_id: components["parameters"]["external_customer_id_path"];
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wallet"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getCustomerWalletAlerts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_customer_id: components["parameters"]["external_customer_id_path"];
                wallet_code: components["parameters"]["wallet_code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletAlerts"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getCustomerWalletAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_customer_id: components["parameters"]["external_customer_id_path"];
                wallet_code: components["parameters"]["wallet_code"];
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletAlert"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findCustomerCurrentUsage: {
        parameters: {
            query: {
                external_subscription_id: string;
                apply_taxes?: boolean;
                charge_id?: string;
                charge_code?: string;
                billable_metric_code?: string;
                group?: {
                    [key: string]: string;
                };
                /** @deprecated */
                filter_by_charge_id?: string;
                /** @deprecated */
                filter_by_charge_code?: string;
                /** @deprecated */
                filter_by_group?: {
                    [key: string]: string;
                };
                full_usage?: boolean;
                filter_by_presentation?: string;
            };
            header?: never;
            path: {
                external_customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerUsage"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findCustomerProjectedUsage: {
        parameters: {
            query: {
                external_subscription_id: string;
                apply_taxes?: boolean;
            };
            header?: never;
            path: {
                external_customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerProjectedUsage"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllCustomerPastUsage: {
        parameters: {
            query: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                external_subscription_id: string;
                billable_metric_code?: string;
                periods_count?: number;
            };
            header?: never;
            path: {
                external_customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerPastUsage"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllCustomersPaymentMethods: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
            };
            header?: never;
            path: {
                external_customer_id: components["parameters"]["external_customer_id_path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentMethodsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllEvents: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                external_subscription_id?: components["parameters"]["external_subscription_id"];
                code?: string;
                timestamp_from_started_at?: boolean;
                timestamp_from?: string;
                timestamp_to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transaction_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllFees: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                external_customer_id?: components["parameters"]["external_customer_id"];
                external_subscription_id?: components["parameters"]["external_subscription_id"];
                event_transaction_id?: string;
                currency?: components["schemas"]["Currency"] & unknown;
                fee_type?: "charge" | "add_on" | "subscription" | "credit" | "commitment";
                billable_metric_code?: string;
                payment_status?: "pending" | "succeeded" | "failed" | "refunded";
                created_at_from?: string;
                created_at_to?: string;
                succeeded_at_from?: string;
                succeeded_at_to?: string;
                failed_at_from?: string;
                failed_at_to?: string;
                refunded_at_from?: string;
                refunded_at_to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeesPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findFee: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fee"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllInvoices: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                external_customer_id?: components["parameters"]["external_customer_id"];
                amount_from?: number;
                amount_to?: number;
                issuing_date_from?: string;
                issuing_date_to?: string;
                "statuses[]"?: ("draft" | "finalized" | "failed" | "pending" | "voided")[];
                "payment_statuses[]"?: ("pending" | "failed" | "succeeded")[];
                payment_overdue?: boolean;
                search_term?: string;
                currency?: string;
                payment_dispute_lost?: boolean;
                invoice_type?: "subscription" | "add_on" | "credit" | "one_off" | "advance_charges" | "progressive_billing";
                self_billed?: boolean;
                "billing_entity_codes[]"?: string[];
                "metadata[key]"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoicesPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findInvoice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: components["parameters"]["lago_invoice_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllPaymentReceipts: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                invoice_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentReceiptsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findPaymentReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentReceipt"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllPaymentRequests: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                currency?: components["parameters"]["currency"];
                external_customer_id?: components["parameters"]["external_customer_id"];
                payment_status?: components["parameters"]["payment_status"];
                "billing_entity_codes[]"?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentRequestsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findPaymentRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        payment_request?: components["schemas"]["PaymentRequestObject"];
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllPayments: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                external_customer_id?: components["parameters"]["external_customer_id"];
                invoice_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        payment?: components["schemas"]["PaymentObject"];
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllPlans: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlansPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllEntitlements: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanEntitlements"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findEntitlement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
                feature_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanEntitlement"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllPlanCharges: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
            };
            header?: never;
            path: {
                code: components["parameters"]["plan_code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargesPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findPlanCharge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: components["parameters"]["plan_code"];
                charge_code: components["parameters"]["charge_code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Charge"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllPlanChargeFilters: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
            };
            header?: never;
            path: {
                code: components["parameters"]["plan_code"];
                charge_code: components["parameters"]["charge_code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargeFiltersPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findPlanChargeFilter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: components["parameters"]["plan_code"];
                charge_code: components["parameters"]["charge_code"];
                filter_id: components["parameters"]["charge_filter_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargeFilterResponse"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllPlanFixedCharges: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
            };
            header?: never;
            path: {
                code: components["parameters"]["plan_code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FixedChargesPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findPlanFixedCharge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: components["parameters"]["plan_code"];
                fixed_charge_code: components["parameters"]["fixed_charge_code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FixedCharge"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllSubscriptions: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                currency?: components["parameters"]["currency"];
                external_customer_id?: string;
                plan_code?: string;
                "status[]"?: ("active" | "canceled" | "pending" | "terminated" | "incomplete")[];
                "billing_entity_codes[]"?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findSubscription: {
        parameters: {
            query?: {
                status?: "active" | "terminated" | "pending" | "canceled";
            };
            header?: never;
            path: {
                external_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionExtended"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSubscriptionLifetimeUsage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                external_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LifetimeUsage"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSubscriptionAlerts: {
        parameters: {
            query?: {
                subscription_status?: components["parameters"]["subscription_status"];
            };
            header?: never;
            path: {
                external_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alerts"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSubscriptionAlert: {
        parameters: {
            query?: {
                subscription_status?: components["parameters"]["subscription_status"];
            };
            header?: never;
            path: {
                external_id: string;
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllSubscriptionEntitlements: {
        parameters: {
            query?: {
                subscription_status?: components["parameters"]["subscription_status"];
            };
            header?: never;
            path: {
                external_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionEntitlements"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllSubscriptionFixedCharges: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                subscription_status?: components["parameters"]["subscription_status"];
            };
            header?: never;
            path: {
                external_id: components["parameters"]["subscription_external_id_path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FixedChargesPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllSubscriptionCharges: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                subscription_status?: components["parameters"]["subscription_status"];
            };
            header?: never;
            path: {
                external_id: components["parameters"]["subscription_external_id_path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargesPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findSubscriptionCharge: {
        parameters: {
            query?: {
                subscription_status?: components["parameters"]["subscription_status"];
            };
            header?: never;
            path: {
                external_id: components["parameters"]["subscription_external_id_path"];
                charge_code: components["parameters"]["charge_code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Charge"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllSubscriptionChargeFilters: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                subscription_status?: components["parameters"]["subscription_status"];
            };
            header?: never;
            path: {
                external_id: components["parameters"]["subscription_external_id_path"];
                charge_code: components["parameters"]["charge_code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargeFiltersPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findSubscriptionChargeFilter: {
        parameters: {
            query?: {
                subscription_status?: components["parameters"]["subscription_status"];
            };
            header?: never;
            path: {
                external_id: components["parameters"]["subscription_external_id_path"];
                charge_code: components["parameters"]["charge_code"];
                filter_id: components["parameters"]["charge_filter_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargeFilterResponse"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findSubscriptionFixedCharge: {
        parameters: {
            query?: {
                subscription_status?: components["parameters"]["subscription_status"];
            };
            header?: never;
            path: {
                external_id: components["parameters"]["subscription_external_id_path"];
                fixed_charge_code: components["parameters"]["fixed_charge_code"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FixedCharge"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllTaxes: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxesPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findTax: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tax"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllWallets: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                currency?: components["parameters"]["currency"];
                external_customer_id?: string;
                "billing_entity_codes[]"?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findWallet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wallet"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findWalletTransaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        wallet_transaction?: components["schemas"]["WalletTransactionObject"];
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllWalletTransactionConsumptions: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
            };
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletTransactionConsumptionsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllWalletTransactionFundings: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
            };
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletTransactionFundingsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllWalletTransactions: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
                status?: string;
                transaction_status?: string;
                transaction_type?: string;
            };
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletTransactionsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    fetchPublicKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    fetchJsonPublicKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPublicKey"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findAllWebhookEndpoints: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                per_page?: components["parameters"]["per_page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointsPaginated"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    findWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lago_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    alertTriggered: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "alert.triggered" | (string & {});
                    /** @enum {string} */
                    object_type: "triggered_alert" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    triggered_alert: components["schemas"]["TriggeredAlertObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    billableMetricCreated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "billable_metric.created" | (string & {});
                    /** @enum {string} */
                    object_type: "billable_metric" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    billable_metric: components["schemas"]["BillableMetricObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    billableMetricUpdated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "billable_metric.updated" | (string & {});
                    /** @enum {string} */
                    object_type: "billable_metric" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    billable_metric: components["schemas"]["BillableMetricObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    billableMetricDeleted: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "billable_metric.deleted" | (string & {});
                    /** @enum {string} */
                    object_type: "billable_metric" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    billable_metric: components["schemas"]["BillableMetricObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    customerCreated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "customer.created" | (string & {});
                    /** @enum {string} */
                    object_type: "customer" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    customer: components["schemas"]["CustomerObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    customerUpdated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "customer.updated" | (string & {});
                    /** @enum {string} */
                    object_type: "customer" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    customer: components["schemas"]["CustomerObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    customerAccountingProviderCreated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "customer.accounting_provider_created" | (string & {});
                    /** @enum {string} */
                    object_type: "customer" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    customer: components["schemas"]["CustomerObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    customerAccountingProviderError: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "customer.accounting_provider_error" | (string & {});
                    /** @enum {string} */
                    object_type: "accounting_provider_customer_error" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    accounting_provider_customer_error: components["schemas"]["CustomerIntegratrionErrorObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    customerCrmProviderCreated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "customer.crm_provider_created" | (string & {});
                    /** @enum {string} */
                    object_type: "customer" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    customer: components["schemas"]["CustomerObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    customerCrmProviderError: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "customer.crm_provider_error" | (string & {});
                    /** @enum {string} */
                    object_type: "crm_provider_customer_error" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    crm_provider_customer_error: components["schemas"]["CustomerIntegratrionErrorObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    customerPaymentProviderCreated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "customer.payment_provider_created" | (string & {});
                    /** @enum {string} */
                    object_type: "customer" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    customer: components["schemas"]["CustomerObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    customerPaymentProviderError: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "customer.payment_provider_error" | (string & {});
                    /** @enum {string} */
                    object_type: "payment_provider_customer_error" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    payment_provider_customer_error: components["schemas"]["CustomerPaymentProviderErrorObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    customerCheckoutUrlGenerated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "customer.checkout_url_generated" | (string & {});
                    /** @enum {string} */
                    object_type: "payment_provider_customer_checkout_url" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    payment_provider_customer_checkout_url: components["schemas"]["CustomerCheckoutUrl"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    customerTaxProviderError: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "customer.tax_provider_error" | (string & {});
                    /** @enum {string} */
                    object_type: "tax_provider_customer_error" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    tax_provider_customer_error: components["schemas"]["CustomerTaxProviderErrorObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    customerViesCheck: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "customer.vies_check" | (string & {});
                    /** @enum {string} */
                    object_type: "customer" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    customer: components["schemas"]["CustomerViesCheckObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    creditNoteCreated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "credit_note.created" | (string & {});
                    /** @enum {string} */
                    object_type: "credit_note" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    credit_note: components["schemas"]["CreditNoteExtendedObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    creditNoteGenerated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "credit_note.generated" | (string & {});
                    /** @enum {string} */
                    object_type: "credit_note" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    credit_note: components["schemas"]["CreditNoteExtendedObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    creditNoteProviderRefundFailure: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "credit_note.refund_failure" | (string & {});
                    /** @enum {string} */
                    object_type: "credit_note_payment_provider_refund_error" | (string & {});
                    credit_note_payment_provider_refund_error: components["schemas"]["CreditNotePaymentProviderRefundError"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    dunningCampaignFinished: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "dunning_campaign.finished" | (string & {});
                    /** @enum {string} */
                    object_type: "dunning_campaign" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    dunning_campaign: components["schemas"]["DunningCampaignFinishedObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    eventError: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "event.error" | (string & {});
                    /** @enum {string} */
                    object_type: "event_error" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    event_error: components["schemas"]["EventErrorsObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    eventsErrors: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "events.errors" | (string & {});
                    /** @enum {string} */
                    object_type: "events_errors" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    events_errors: components["schemas"]["EventsErrorsObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    featureCreated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "feature.created" | (string & {});
                    /** @enum {string} */
                    object_type: "feature" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    feature: components["schemas"]["FeatureObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    featureUpdated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "feature.updated" | (string & {});
                    /** @enum {string} */
                    object_type: "feature" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    feature: components["schemas"]["FeatureObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    featureDeleted: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "feature.deleted" | (string & {});
                    /** @enum {string} */
                    object_type: "feature" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    feature: components["schemas"]["FeatureObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    feeCreated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "fee.created" | (string & {});
                    /** @enum {string} */
                    object_type: "fee" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    fee: components["schemas"]["FeeObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    feeTaxProviderError: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "fee.tax_provider_error" | (string & {});
                    /** @enum {string} */
                    object_type: "tax_provider_fee_error" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    tax_provider_fee_error: components["schemas"]["FeeTaxProviderErrorObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invoiceCreated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "invoice.created" | (string & {});
                    /** @enum {string} */
                    object_type: "invoice" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    invoice: components["schemas"]["InvoiceObjectExtended"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invoiceOneOffCreated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "invoice.one_off_created" | (string & {});
                    /** @enum {string} */
                    object_type: "invoice" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    invoice: components["schemas"]["InvoiceObjectExtended"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invoiceAddOnAdded: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "invoice.add_on_added" | (string & {});
                    /** @enum {string} */
                    object_type: "invoice" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    invoice: components["schemas"]["InvoiceObjectExtended"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invoicePaidCreditAdded: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "invoice.paid_credit_added" | (string & {});
                    /** @enum {string} */
                    object_type: "invoice" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    invoice: components["schemas"]["InvoiceObjectExtended"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invoiceGenerated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "invoice.generated" | (string & {});
                    /** @enum {string} */
                    object_type: "invoice" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    invoice: components["schemas"]["InvoiceObjectExtended"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invoiceDrafted: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "invoice.drafted" | (string & {});
                    /** @enum {string} */
                    object_type: "invoice" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    invoice: components["schemas"]["InvoiceObjectExtended"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invoiceVoided: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "invoice.voided" | (string & {});
                    /** @enum {string} */
                    object_type: "invoice" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    invoice: components["schemas"]["InvoiceObjectExtended"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invoicePaymentDisputeLost: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "invoice.payment_dispute_lost" | (string & {});
                    /** @enum {string} */
                    object_type: "payment_dispute_lost" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    payment_dispute_lost: components["schemas"]["InvoicePaymentDisputeLostObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invoicePaymentStatusUpdated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "invoice.payment_status_updated" | (string & {});
                    /** @enum {string} */
                    object_type: "invoice" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    invoice: components["schemas"]["InvoiceObjectExtended"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invoicePaymentOverdue: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "invoice.payment_overdue" | (string & {});
                    /** @enum {string} */
                    object_type: "invoice" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    invoice: components["schemas"]["InvoiceObjectExtended"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invoicePaymentFailure: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "invoice.payment_failure" | (string & {});
                    /** @enum {string} */
                    object_type: "payment_provider_invoice_payment_error" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    payment_provider_invoice_payment_error: components["schemas"]["InvoicePaymentFailureObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invoiceResynced: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "invoice.resynced" | (string & {});
                    /** @enum {string} */
                    object_type: "invoice" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    invoice: components["schemas"]["InvoiceObjectExtended"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    integrationProviderError: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "integration.provider_error" | (string & {});
                    /** @enum {string} */
                    object_type: "provider_error" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    provider_error: components["schemas"]["IntegrationProviderErrorObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    paymentRequiresAction: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "payment.requires_action" | (string & {});
                    /** @enum {string} */
                    object_type: "payment" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    payment: components["schemas"]["PaymentObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    paymentSucceeded: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "payment.succeeded" | (string & {});
                    /** @enum {string} */
                    object_type: "payment" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    payment: components["schemas"]["PaymentObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    paymentProviderError: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "payment_provider.error" | (string & {});
                    /** @enum {string} */
                    object_type: "payment_provider_error" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    payment_provider_error: components["schemas"]["PaymentProviderErrorObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    paymentRequestCreated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "payment_request.created" | (string & {});
                    /** @enum {string} */
                    object_type: "payment_request" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    payment_request: components["schemas"]["PaymentRequestObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    paymentRequestPaymentFailure: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "payment_request.payment_failure" | (string & {});
                    /** @enum {string} */
                    object_type: "payment_provider_payment_request_payment_error" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    payment_provider_payment_request_payment_error: components["schemas"]["PaymentRequestPaymentFailureObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    paymentRequestPaymentStatusUpdated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "payment_request.payment_status_updated" | (string & {});
                    /** @enum {string} */
                    object_type: "payment_request" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    payment_request: components["schemas"]["PaymentRequestObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    planCreated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "plan.created" | (string & {});
                    /** @enum {string} */
                    object_type: "plan" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    plan: components["schemas"]["PlanObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    planUpdated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "plan.updated" | (string & {});
                    /** @enum {string} */
                    object_type: "plan" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    plan: components["schemas"]["PlanObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    planDeleted: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "plan.deleted" | (string & {});
                    /** @enum {string} */
                    object_type: "plan" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    plan: components["schemas"]["PlanObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    subscriptionTerminated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "subscription.terminated" | (string & {});
                    /** @enum {string} */
                    object_type: "subscription" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    subscription: components["schemas"]["SubscriptionWithCustomerObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    subscriptionIncomplete: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "subscription.incomplete" | (string & {});
                    /** @enum {string} */
                    object_type: "subscription" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    subscription: components["schemas"]["SubscriptionWithCustomerObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    subscriptionCanceled: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "subscription.canceled" | (string & {});
                    /** @enum {string} */
                    object_type: "subscription" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    subscription: components["schemas"]["SubscriptionWithCustomerObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    subscriptionStarted: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "subscription.started" | (string & {});
                    /** @enum {string} */
                    object_type: "subscription" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    subscription: components["schemas"]["SubscriptionWithCustomerObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    subscriptionUpdated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "subscription.updated" | (string & {});
                    /** @enum {string} */
                    object_type: "subscription" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    subscription: components["schemas"]["SubscriptionWithCustomerObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    subscriptionTerminationAlert: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "subscription.termination_alert" | (string & {});
                    /** @enum {string} */
                    object_type: "subscription" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    subscription: components["schemas"]["SubscriptionWithCustomerObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    subscriptionTrialEnded: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "subscription.trial_ended" | (string & {});
                    /** @enum {string} */
                    object_type: "subscription" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    subscription: components["schemas"]["SubscriptionWithCustomerObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    subscriptionUsageThresholdReached: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "subscription.usage_threshold_reached" | (string & {});
                    /** @enum {string} */
                    object_type: "subscription" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    subscription: components["schemas"]["SubscriptionWithThresholdObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    walletDepletedOngoingBalance: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "wallet.depleted_ongoing_balance" | (string & {});
                    /** @enum {string} */
                    object_type: "wallet" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    wallet: components["schemas"]["WalletObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    walletTransactionCreated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "wallet_transaction.created" | (string & {});
                    /** @enum {string} */
                    object_type: "wallet_transaction" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    wallet_transaction: components["schemas"]["WalletTransactionObjectExtended"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    walletTransactionUpdated: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "wallet_transaction.updated" | (string & {});
                    /** @enum {string} */
                    object_type: "wallet_transaction" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    wallet_transaction: components["schemas"]["WalletTransactionObjectExtended"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    walletTransactionPaymentFailure: {
        parameters: {
            query?: never;
            header: {
                "X-Lago-Signature": components["parameters"]["webhook_signature"];
                "X-Lago-Signature-Algorithm": components["parameters"]["webhook_signature_algorithm"];
                "X-Lago-Unique-Key": components["parameters"]["webhook_unique_key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type: "wallet_transaction.payment_failure" | (string & {});
                    /** @enum {string} */
                    object_type: "payment_provider_wallet_transaction_payment_error" | (string & {});
                    /** Format: uuid */
                    organization_id: string;
                    payment_provider_wallet_transaction_payment_error: components["schemas"]["WalletTransactionPaymentFailureObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invoiceDeleted: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "invoice.deleted" | (string & {});
                    /** @enum {string} */
                    object_type?: "invoice" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    invoice?: components["schemas"]["InvoiceObjectExtended"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invoiceReadyToFinalize: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "invoice.ready_to_finalize" | (string & {});
                    /** @enum {string} */
                    object_type?: "invoice" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    invoice?: components["schemas"]["InvoiceObjectExtended"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    paymentReceiptCreated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "payment_receipt.created" | (string & {});
                    /** @enum {string} */
                    object_type?: "payment_receipt" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    payment_receipt?: components["schemas"]["PaymentReceiptObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    paymentReceiptGenerated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "payment_receipt.generated" | (string & {});
                    /** @enum {string} */
                    object_type?: "payment_receipt" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    payment_receipt?: components["schemas"]["PaymentReceiptObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    walletCreated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "wallet.created" | (string & {});
                    /** @enum {string} */
                    object_type?: "wallet" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    wallet?: components["schemas"]["WalletObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    walletUpdated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "wallet.updated" | (string & {});
                    /** @enum {string} */
                    object_type?: "wallet" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    wallet?: components["schemas"]["WalletObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    walletTerminated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "wallet.terminated" | (string & {});
                    /** @enum {string} */
                    object_type?: "wallet" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    wallet?: components["schemas"]["WalletObject"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    quoteCreated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "quote.created" | (string & {});
                    /** @enum {string} */
                    object_type?: "quote" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    quote?: Record<string, unknown>;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    quoteApproved: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "quote.approved" | (string & {});
                    /** @enum {string} */
                    object_type?: "quote" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    quote?: Record<string, unknown>;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    quoteVoided: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "quote.voided" | (string & {});
                    /** @enum {string} */
                    object_type?: "quote" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    quote?: Record<string, unknown>;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    orderFormCreated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "order_form.created" | (string & {});
                    /** @enum {string} */
                    object_type?: "order_form" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    order_form?: Record<string, unknown>;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    orderFormExpired: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "order_form.expired" | (string & {});
                    /** @enum {string} */
                    object_type?: "order_form" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    order_form?: Record<string, unknown>;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    orderFormSigned: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "order_form.signed" | (string & {});
                    /** @enum {string} */
                    object_type?: "order_form" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    order_form?: Record<string, unknown>;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    orderFormVoided: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "order_form.voided" | (string & {});
                    /** @enum {string} */
                    object_type?: "order_form" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    order_form?: Record<string, unknown>;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    orderCreated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "order.created" | (string & {});
                    /** @enum {string} */
                    object_type?: "order" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    order?: Record<string, unknown>;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    orderExecuted: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    webhook_type?: "order.executed" | (string & {});
                    /** @enum {string} */
                    object_type?: "order" | (string & {});
                    /** Format: uuid */
                    organization_id?: string;
                    order?: Record<string, unknown>;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
