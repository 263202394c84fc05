// Everything the Functions app needs in one resource group. No keys: every connection is an identity with a role.
// Which council runs here is configuration that is sent to the app's API, so no council is named in this folder.

@description('Short name that every resource name begins with, for example kkrmidt.')
@minLength(3)
@maxLength(10)
param name string

@description('Which of the operator\'s environments this is; it becomes a part of every name.')
@allowed(['test', 'prod'])
param environmentName string

@description('Azure region. It must offer the Flex Consumption plan.')
param location string = resourceGroup().location

@description('SendGrid API key with the right to send mail. Leave empty to keep the secret that the vault already has.')
@secure()
param sendGridApiKey string = ''

@description('Public key of SendGrid\'s signed event webhook, as its settings page shows it. Without it no delivery report is believed.')
param sendGridEventKey string = ''

@description('SendGrid\'s address. An account whose data stay in the EU has its own.')
@allowed(['https://api.sendgrid.com', 'https://api.eu.sendgrid.com'])
param sendGridHost string = 'https://api.sendgrid.com'

@description('Address that links in mails begin with. Empty: the app\'s own host name.')
param publicBaseUrl string = ''

@description('What signed links are signed with: id:base64, several with semicolons between, newest first. Leave empty to keep the secret that the vault already has.')
@secure()
param linkKeys string = ''

@description('Client id of the Entra app registration that people sign in with. Empty: nobody signs in, and only links and published pages work.')
param signInClientId string = ''

@description('CIDR ranges that may call the app. Empty: everybody, and the app decides who may do what.')
param allowedIpRanges array = []

@description('Upper bound on how many instances the plan may start.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances that are kept warm for orchestrations, so that a deadline is not delayed by a cold start.')
@minValue(0)
@maxValue(10)
param alwaysReadyDurable int = 1

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('How many days a deleted blob, container or secret can be brought back.')
@minValue(7)
@maxValue(90)
param softDeleteDays int = 90

@description('Addresses that Azure writes to when the app says that it needs somebody. They get no mail through SendGrid, which may be what has stopped.')
param alertEmails array = []

@description('Resource ids of action groups that are told as well, for example the one that an operator has already.')
param alertActionGroupIds array = []

var suffix = take(uniqueString(resourceGroup().id, name, environmentName), 6)
var base = '${toLower(name)}-${environmentName}'
var tags = {
  workload: 'kkr-workflow'
  environment: environmentName
}

// Assigned by the user and not by the system, so that its roles exist before the app starts for the first time.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-${base}-${suffix}'
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    base: '${base}-${suffix}'
    location: location
    tags: tags
    retentionDays: logRetentionDays
    principalId: identity.properties.principalId
    alertEmails: alertEmails
    alertActionGroupIds: alertActionGroupIds
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    accountName: 'st${toLower(name)}${environmentName}${suffix}'
    location: location
    tags: tags
    softDeleteDays: softDeleteDays
    principalId: identity.properties.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'modules/vault.bicep' = {
  params: {
    vaultName: take('kv${toLower(name)}${environmentName}${suffix}', 24)
    location: location
    tags: tags
    softDeleteDays: softDeleteDays
    principalId: identity.properties.principalId
    workspaceId: monitoring.outputs.workspaceId
    sendGridApiKey: sendGridApiKey
    linkKeys: linkKeys
  }
}

module functions 'modules/functions.bicep' = {
  params: {
    base: '${base}-${suffix}'
    location: location
    tags: tags
    identityId: identity.id
    identityClientId: identity.properties.clientId
    storageAccountName: storage.outputs.accountName
    deploymentContainer: storage.outputs.deploymentContainer
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    sendGridSecretUri: vault.outputs.sendGridSecretUri
    sendGridEventKey: sendGridEventKey
    sendGridHost: sendGridHost
    publicBaseUrl: publicBaseUrl
    linkKeysSecretUri: vault.outputs.linkKeysSecretUri
    signInClientId: signInClientId
    allowedIpRanges: allowedIpRanges
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyDurable: alwaysReadyDurable
  }
}

@description('Name to give to the publish command.')
output functionAppName string = functions.outputs.appName

@description('Where the app answers.')
output functionAppHost string = functions.outputs.hostName

@description('Where the SendGrid key is kept.')
output keyVaultName string = vault.outputs.vaultName

@description('Client id of the identity; Exchange Online asks for it when the calendar is opened.')
output identityClientId string = identity.properties.clientId

@description('Object id of the identity; Microsoft Graph permissions are granted to it.')
output identityPrincipalId string = identity.properties.principalId
