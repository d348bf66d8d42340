// A user as the API shows it inside other things (`lib/api/entities/user_basic.rb`).
import { userById } from '../world/user.ts'

export function userEntity(id: number, url: string): Record<string, unknown> {
  const user = userById(id)
  return {
    id: user.id,
    username: user.username,
    name: user.name,
    state: 'active',
    locked: false,
    avatar_url: `${url}/uploads/-/system/user/avatar/${user.id}/avatar.png`,
    web_url: `${url}/${user.username}`,
  }
}
