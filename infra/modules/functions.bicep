// The Flex Consumption plan and the app on it. Setting names are the app's configuration keys, with __ for the colon.

param base string
param location string
param tags object
param identityId string
param identityClientId string
param storageAccountName string
param deploymentContainer string
param applicationInsightsConnectionString string
param sendGridSecretUri string
param sendGridEventKey string
param sendGridHost string
param publicBaseUrl string
param linkKeysSecretUri string
param signInClientId string
param allowedIpRanges array
param maximumInstanceCount int
param alwaysReadyDurable int

var appName = 'func-${base}'

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageAccountName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${base}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: appName
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${account.properties.primaryEndpoints.blob}${deploymentContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: 2048
        alwaysReady: alwaysReadyDurable == 0
          ? []
          : [
              {
                name: 'durable'
                instanceCount: alwaysReadyDurable
              }
            ]
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      // The app itself decides who may do what; naming networks narrows it further.
      ipSecurityRestrictionsDefaultAction: empty(allowedIpRanges) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: [
        for (range, i) in allowedIpRanges: {
          name: 'allowed-${i}'
          ipAddress: range
          action: 'Allow'
          priority: 100 + i
        }
      ]
      // The publish command comes from elsewhere than the app's users and is signed in.
      scmIpSecurityRestrictionsUseMain: false
      scmIpSecurityRestrictionsDefaultAction: 'Allow'
    }
  }
}

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId
    AzureWebJobsStorage__blobServiceUri: account.properties.primaryEndpoints.blob
    AzureWebJobsStorage__queueServiceUri: account.properties.primaryEndpoints.queue
    AzureWebJobsStorage__tableServiceUri: account.properties.primaryEndpoints.table
    // DefaultAzureCredential in the app's own clients picks this identity.
    AZURE_CLIENT_ID: identityClientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    // A sleeping app looks at its queues this often at the least; the default of 30 s delays a deadline for nothing.
    AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval: '00:00:10'
    // An item comes with at most 200 MB of files in one request (docs/api.md); the host's own limit is 100 MB.
    FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '220200960'
    SendGrid__ApiKey: '@Microsoft.KeyVault(SecretUri=${sendGridSecretUri})'
    Access__LinkKeys: '@Microsoft.KeyVault(SecretUri=${linkKeysSecretUri})'
    SendGrid__Host: sendGridHost
    SendGrid__EventKey: sendGridEventKey
    Graph__BaseUrl: 'https://graph.microsoft.com/v1.0'
    Graph__Credential: 'default'
    Graph__ClientId: identityClientId
    PublicBaseUrl: empty(publicBaseUrl) ? 'https://${app.properties.defaultHostName}' : publicBaseUrl
  }
}

// Everybody is let through to the app, signed in or not: members of the public and holders of signed links are not signed in.
// The platform then removes principal headers that callers send and sets its own, and tells the app so (WEBSITE_AUTH_ENABLED).
resource signIn 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'authsettingsV2'
  dependsOn: [settings]
  properties: {
    platform: {
      enabled: !empty(signInClientId)
    }
    globalValidation: {
      requireAuthentication: false
      unauthenticatedClientAction: 'AllowAnonymous'
    }
    httpSettings: {
      requireHttps: true
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: !empty(signInClientId)
        registration: {
          clientId: signInClientId
          // One tenant alone: an address in a token of another tenant proves nothing here.
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: {
          allowedAudiences: [
            signInClientId
            'api://${signInClientId}'
          ]
        }
      }
    }
    login: {
      tokenStore: {
        enabled: false
      }
    }
  }
}

output appName string = app.name
output hostName string = app.properties.defaultHostName
