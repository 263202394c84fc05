// The two secrets there are: SendGrid knows no Entra identities, and links in mails are signed with a key.

param vaultName string
param location string
param tags object
param softDeleteDays int
param principalId string
param workspaceId string

@secure()
param sendGridApiKey string

@secure()
param linkKeys string

var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var sendGridSecretName = 'sendgrid-api-key'
var linkKeysSecretName = 'link-keys'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: vaultName
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: softDeleteDays
    publicNetworkAccess: 'Enabled'
  }
}

resource sendGrid 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(sendGridApiKey)) {
  parent: vault
  name: sendGridSecretName
  properties: {
    contentType: 'text/plain'
    value: sendGridApiKey
  }
}

resource links 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(linkKeys)) {
  parent: vault
  name: linkKeysSecretName
  properties: {
    contentType: 'text/plain'
    value: linkKeys
  }
}

resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, keyVaultSecretsUser)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
  }
}

output vaultName string = vault.name
// Without a version: a new version of the secret is picked up without a deployment.
#disable-next-line outputs-should-not-contain-secrets // the secret's address, not its value
output sendGridSecretUri string = '${vault.properties.vaultUri}secrets/${sendGridSecretName}'

#disable-next-line outputs-should-not-contain-secrets // the secret's address, not its value
output linkKeysSecretUri string = '${vault.properties.vaultUri}secrets/${linkKeysSecretName}'
