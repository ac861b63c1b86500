export { type Followed, follow, type Hop } from './follow.ts';
export { openNetworkWeb } from './network-web.ts';
export { type Posted, post, postSigned, refusalOf } from './post.ts';
export { askBucket, type Bucket } from './s3.ts';
export { openSnapshotWeb } from './snapshot-web.ts';
export {
  FOLLOW_WORDS,
  type FollowCode,
  header,
  WEB_WORDS,
  type Web,
  type WebAnswer,
  type WebCode,
  type WebRequest,
  type WebResponse,
} from './web.ts';
